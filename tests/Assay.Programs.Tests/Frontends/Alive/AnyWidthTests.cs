using Assay.Programs.Deciders;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Frontends.Alive.AnyWidth;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class AnyWidthTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("%r = add %x, %y\n=>\n%r = add %y, %x")]
    [InlineData("%a = xor %x, %y\n%b = and %x, %y\n%c = shl %b, 1\n%r = add %a, %c\n=>\n%r = add %x, %y")]
    [InlineData("%a = mul %x, %y\n%b = mul %x, C\n%r = add %a, %b\n=>\n%s = add %y, C\n%r = mul %x, %s")]
    [InlineData("%a = or %x, %y\n%b = and %x, %y\n%r = add %a, %b\n=>\n%r = add %x, %y")]
    [InlineData("%a = xor %x, -1\n%r = add %a, 1\n=>\n%r = sub 0, %x")]
    [InlineData("%a = lshr %x, %y\n%r = add %a, %a\n=>\n%r = shl %a, 1")]
    [InlineData("%a = and %x, %y\n%r = or %a, %x\n=>\n%r = %x")]
    [InlineData("%r = mul %x, 8\n=>\n%r = shl %x, 3")]
    [InlineData("%r = add nsw %x, C\n=>\n%r = add nsw C, %x")]
    [InlineData("%q = udiv %x, %y\n%p = mul %q, %y\n%r = sub %x, %p\n=>\n%r = sub %x, %p")]
    [InlineData("%c = icmp sgt %x, %y\n%r = select %c, %x, %y\n=>\n%d = icmp sle %x, %y\n%r = select %d, %y, %x")]
    [InlineData("%c = icmp ne %x, %y\n%n = xor %c, true\n%r = zext %n\n=>\n%e = icmp eq %y, %x\n%r = zext %e")]
    [InlineData("%a = zext %x\n%b = add %a, C\n%r = trunc %b\n=>\n%r = add %x, trunc(C)")]
    [InlineData("Pre: C2 == ~C1\n%a = xor %x, C1\n%r = xor %a, C2\n=>\n%r = xor %x, -1")]
    [InlineData("Pre: WillNotOverflowSignedAdd(%x, C)\n%r = add %x, C\n=>\n%r = add nsw %x, C")]
    [InlineData("%s = sext %b\n%r = sub %x, %s\n=>\n%z = select %b, 1, 0\n%r = add %x, %z")]
    public void Identities_hold_at_every_width(string text)
    {
        text = text.Replace("sext %b", "sext i1 %b", StringComparison.Ordinal);
        var proved = Assert.IsType<Proved>(Rewrites.Verdict(text));
        Assert.StartsWith("all inputs and constants that meet the precondition, at every width", proved.Covers, StringComparison.Ordinal);
        Assert.EndsWith("Ring", proved.Decider, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%r = mul i8 %x, 256\n=>\n%r = 0")]
    [InlineData("%r = zext i8 %x\n=>\n%m = mul i8 %x, 257\n%r = zext i8 %m")]
    [InlineData("%a = mul %x, 128\n%b = mul %a, 2\n%r = and %b, 255\n=>\n%r = 0")]
    [InlineData("%r = mul %x, 256\n=>\n%r = 0")]
    [InlineData("%r = add %x, %x\n=>\n%r = 0")]
    [InlineData("%r = mul %x, %x\n=>\n%r = %x")]
    [InlineData("%r = mul %x, 4\n=>\n%r = shl %x, 3")]
    [InlineData("%r = add %x, %y\n=>\n%r = add nsw %x, %y")]
    [InlineData("%r = add %x, %y\n=>\n%a = udiv %x, %y\n%b = and %a, 0\n%c = add %x, %b\n%r = add %c, %y")]
    [InlineData("%r = %x\n=>\n%r = undef")]
    [InlineData("%r = lshr %x, %y\n=>\n%r = lshr %y, %x")]
    [InlineData("%r = sub %x, %y\n=>\n%r = sub %y, %x")]
    [InlineData("%r = ashr %x, 2\n=>\n%r = sdiv %x, 4")]
    [InlineData("%a = trunc %x\n%r = zext %a\n=>\n%r = %x")]
    [InlineData("%r = xor %x, undef\n=>\n%r = undef")]
    [InlineData("%r = %x\n=>\n%r = mul %x, 17")]
    [InlineData("%r = and %x, 0\n=>\n%a = lshr %x, 3\n%r = and %a, 0")]
    [InlineData("%r = and i4 %x, 0\n=>\n%a = udiv i4 %x, 16\n%r = and %a, 0")]
    [InlineData("%r = icmp sge %x, %y\n=>\n%r = icmp sgt %x, %y")]
    [InlineData("Pre: C1 != C2\n%a = and %x, C1\n%r = and %a, C2\n=>\n%r = and %x, C2")]
    [InlineData("Pre: !WillNotOverflowSignedAdd(%x, C)\n%r = add %x, C\n=>\n%r = add nsw %x, C")]
    [InlineData("Pre: isPowerOf2(C) || WillNotOverflowSignedAdd(%x, C)\n%r = add %x, C\n=>\n%r = add nsw %x, C")]
    public void What_holds_at_some_widths_or_none_is_not_called_so(string text)
    {
        var rewrite = RewriteReader.Read(text);
        Assert.False(AnyWidthProof.Succeeds(rewrite, new WidthChoices(rewrite.Types)));
    }

    /// <summary>Whatever is proved for every width is right, by trying all inputs, at every width up to ten that is small enough.</summary>
    [Fact]
    public void Brute_force_agrees_up_to_ten_bits()
    {
        var (proved, tried) = (0, 0);
        for (var seed = 1UL; seed <= (ulong)Rounds.Of(600); seed++)
        {
            var text = new RandomRewrites(new Dice(77, seed)).Next(2).Replace("i2 ", string.Empty, StringComparison.Ordinal);
            proved += IsRight(text, ref tried) ? 1 : 0;
        }

        output.WriteLine($"{proved} proved, {tried} tables");
        Assert.True(proved > 40, $"{proved} proved");
    }

    /// <summary>The same for Alive's own rewrites and broken ones.</summary>
    [Fact]
    public void Brute_force_agrees_on_the_rewrites_of_Alive()
    {
        var dice = new Dice(78, 1);
        var (proved, tried, all) = (0, 0, 0);
        foreach (var claim in Corpus.OrSkip(out _).SelectMany(document => document.Claims).Where(claim => claim.Find(OptFormat.Semantics) is null))
        {
            var text = claim.Find(OptFormat.Key)!.Text;
            all++;
            proved += IsRight(text, ref tried) ? 1 : 0;
            for (var i = 0; i < 4; i++)
            {
                IsRight(Mutation.Of(text, dice), ref tried);
            }
        }

        output.WriteLine($"{proved} of {all} proved, {tried} tables");
        Assert.True(proved > 50, $"{proved} proved");
    }

    private static bool IsRight(string text, ref int tried)
    {
        Rewrite rewrite;
        WidthChoices choices;
        try
        {
            rewrite = RewriteReader.Read(text);
            choices = new WidthChoices(rewrite.Types);
        }
        catch (RewriteException)
        {
            return false;
        }

        if (!AnyWidthProof.Succeeds(rewrite, choices))
        {
            return false;
        }

        var solver = new RewriteSolver(rewrite, newSemantics: false, Portfolio.ForRewrites(new ProgramsOptions()), []);
        var context = new DecisionContext(DateTime.UtcNow.AddSeconds(60), (_, _) => { }, TestContext.Current.CancellationToken);
        foreach (var widths in choices.UpTo(10))
        {
            if (new RewriteGoal(new Assay.Programs.Terms.TermFactory(), rewrite, widths, newSemantics: false).Violated.Bits <= 20)
            {
                tried++;
                Assert.True(solver.Decide(widths, context) is Correct, $"{text}\nat {widths}");
            }

            var plain = new PlainRewrite(rewrite, widths);
            if (plain.Bits <= 8 && plain.IsNarrow && rewrite.Source.Concat(rewrite.Target).All(instruction => instruction.Operation != "icmp" || ProgramMeaning.Conditions.Contains(instruction.Condition)))
            {
                Assert.True(plain.IsCorrect(), $"{text}\nby definition at {widths}");
            }
        }

        return true;
    }
}
