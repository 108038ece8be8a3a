using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class MissingPreconditionTests
{
    [Theory]
    [InlineData("%q = sdiv %x, C\n%r = sub 0, %q\n=>\n%r = sdiv %x, -C", "Pre: C != 1 && !isSignBit(C)")]
    [InlineData("Pre: isPowerOf2(C)\n%r = mul nsw %x, C\n=>\n%r = shl nsw %x, log2(C)", "Pre: isPowerOf2(C) && C > 0")]
    [InlineData("%r = urem %x, C\n=>\n%r = and %x, C-1", "Pre: isPowerOf2(C)")]
    [InlineData("%r = add %x, %y\n=>\n%r = add nsw %x, %y", "Pre: WillNotOverflowSignedAdd(%x, %y)")]
    [InlineData("%a = and %x, C1\n%r = and %a, C2\n=>\n%r = and %x, C1", "Pre: C1 & C2 == C1")]
    [InlineData("%r = add %x, C\n=>\n%r = or %x, C", "Pre: C == 0")]
    [InlineData("%a = and %x, C1\n%r = or %a, C2\n=>\n%r = xor %a, C2", "Pre: C1 & C2 == 0")]
    [InlineData("%a = and %x, C1\n%b = or %a, C2\n%r = xor %b, C3\n=>\n%r = or %a, C2", "Pre: C3 == 0")]
    [InlineData("%a = or %x, C1\n%b = and %a, C2\n%r = xor %b, C3\n=>\n%r = and %x, C2", "Pre: C3 == 0 && C1 & C2 == 0")]
    [InlineData("%r = add i9 %x, C\n=>\n%r = or %x, C", "Pre: C == 0")]
    [InlineData("%a = and i9 %x, C1\n%r = and %a, C2\n=>\n%r = and %x, C1", "Pre: C1 & C2 == C1")]
    [InlineData("%a = lshr i9 %x, C1\n%r = shl %a, C2\n=>\n%m = shl -1, C1\n%r = and %x, %m", "Pre: C1 == C2")]
    [InlineData("%a = add %x, C1\n%b = add %a, C2\n%r = sub %b, C3\n=>\n%r = %x", "Pre: C3 == C1+C2")]
    [InlineData("%r = add %x, %y\n=>\n%r = or %x, %y", "Pre: computeKnownZeroBits(%x) | computeKnownZeroBits(%y) == -1")]
    [InlineData("%r = and %x, C\n=>\n%r = 0", "Pre: C == 0")]
    public void The_weakest_is_found_in_words_of_Alive(string text, string precondition)
    {
        var finding = Assert.IsType<Refuted>(Rewrites.Verdict(text, TimeSpan.FromSeconds(60))).Finding!;
        Assert.Equal("weakest precondition", finding.What);
        Assert.Equal(precondition, finding.Text);
        Assert.StartsWith("With it the rewrite is right, proved at ", finding.Reason, StringComparison.Ordinal);

        // It is what it says: with it the rewrite is proved.
        var body = text.StartsWith("Pre:", StringComparison.Ordinal) ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : text;
        Assert.IsType<Proved>(Rewrites.Verdict($"{finding.Text}\n{body}"));
    }

    /// <summary>No constant will do for all x, and none of Alive's words says x u&lt; C.</summary>
    [Theory]
    [InlineData("%r = urem %x, C\n=>\n%r = %x")]
    [InlineData("%r = urem i9 %x, C\n=>\n%r = %x")]
    public void What_is_not_known_to_be_weakest_is_called_sufficient(string text)
    {
        var finding = Assert.IsType<Refuted>(Rewrites.Verdict(text, TimeSpan.FromSeconds(60))).Finding!;
        Assert.Equal("sufficient precondition", finding.What);
        Assert.Contains("(%x, ", finding.Text, StringComparison.Ordinal);
        Assert.EndsWith("; there may be a weaker one.", finding.Reason, StringComparison.Ordinal);
        Assert.IsType<Proved>(Rewrites.Verdict($"{finding.Text}\n{text}"));
    }

    [Fact]
    public void Where_no_constant_helps_that_is_said()
    {
        var finding = Assert.IsType<Refuted>(Rewrites.Verdict("%r = xor %x, C\n=>\n%r = xor %x, ~C")).Finding!;
        Assert.Equal("none", finding.Text);
    }
}
