using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Programs.Frontends.Alive;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class RewriteTests
{
    [Fact]
    public void Each_rewrite_of_a_file_is_a_claim_with_a_name_of_its_own()
    {
        var document = Rewrites.Read("; a comment\nName: Fold: one\n%r = 1\n=>\n%r = 1\n\nName: fold one\n; more\nPre: true\n%r = 1\n=>\n%r = 1\nPre: true\n%r = 2\n=>\n%r = 2\n");
        Assert.Equal(["fold-one", "fold-one-2", "rewrite"], document.Claims.Select(claim => claim.Name));
        Assert.Equal([2, 7, 13], document.Claims.Select(claim => claim.Place.Line));
        Assert.Equal("Fold: one", document.Claims[0].Says);
    }

    [Fact]
    public void Files_that_announce_an_error_expect_refutation_or_refusal()
    {
        var results = Rewrites.Results("; about it\n; ERROR: wrong\nName: wrong\n%r = 1\n=>\n%r = 2\nName: unused\n%x = 1\n%r = 1\n=>\n%r = 1\nName: right\n%r = add %x, 0\n=>\n%r = %x");
        Assert.Equal([Standing.AsExpected, Standing.AsExpected, Standing.Differs], results.Select(result => result.Standing));
    }

    [Theory]
    [InlineData("C1 & (C2-1) == 0", "(C1 & (C2 - 1)) == 0")]
    [InlineData("-C2 ^ -C1 == (C3-C2) ^ C1", "(-C2 ^ -C1) == ((C3 - C2) ^ C1)")]
    [InlineData("C1 u>> C2 + 1 u< C3 | 1", "(C1 u>> (C2 + 1)) u< (C3 | 1)")]
    [InlineData("!C1 == C2 && C1 <= C2 || true", "(!(C1 == C2) && (C1 <= C2)) || true")]
    [InlineData("C1 < C2 < C3", "(C1 < C2) && (C2 < C3)")]
    [InlineData("C1 %u C2 == C1 /u C2 - 1", "(C1 %u C2) == ((C1 /u C2) - 1)")]
    [InlineData("-1 - C1 == ~C2 * 2", "(-1 - C1) == (~C2 * 2)")]
    [InlineData("C1 -1 == C2", "(C1 - 1) == C2")]
    public void Signs_bind_as_in_Alive(string precondition, string meaning) =>
        Assert.Equal(meaning, NodeText.Of(RewriteReader.Read($"Pre: {precondition}\n%a = add C1, C2\n%r = add %a, C3\n=>\n%r = add C3, %a").Precondition));

    [Theory]
    [InlineData("%r = add %x, %y\n=>\n%r = add %y, %x", "every width")]
    [InlineData("%r = add %x, 5\n=>\n%r = add 5, %x", "every width that its types may have")]
    [InlineData("%r = add i7 %x, %y\n=>\n%r = add %y, %x", "the types that are written")]
    [InlineData("%r = zext %x to i4\n=>\n%r = zext %x", "i1 to i3")]
    [InlineData("%r = add i128 %x, %y\n=>\n%r = add %y, %x", "the types that are written")]
    public void Types_left_open_are_tried_as_far_as_they_go(string text, string widths)
    {
        var proved = Assert.IsType<Proved>(Rewrites.Verdict(text));
        Assert.Equal($"The target refines the source at {widths}.", proved.Reason);
        Assert.Equal($"all inputs and constants that meet the precondition, at {widths}", proved.Covers);
    }

    [Theory]
    [InlineData("%r = sdiv %x, -1\n=>\n%r = sub 0, %x", "i1 to i64")]
    [InlineData("%r = udiv %x, 4\n=>\n%r = lshr %x, 2", "i4 to i64")]
    [InlineData("%y = lshr %x, 0\n%r = trunc %y to i12\n=>\n%r = trunc %x", "i13 to i64")]
    [InlineData("%y = lshr %x, 0\n%r = zext %y\n=>\n%r = zext %x", "66 combinations of widths from i1, i2 to i32, i64")]
    public void With_time_to_spare_every_width_is_tried(string text, string widths) =>
        Assert.Equal($"The target refines the source at {widths}.", Assert.IsType<Proved>(Rewrites.Verdict(text, TimeSpan.FromSeconds(60))).Reason);

    [Fact]
    public void Widths_that_were_not_proved_are_named()
    {
        const string Text = "%q = udiv %x, %y\n%r = udiv %q, %z\n=>\n%s = udiv %x, %z\n%r = udiv %s, %y";
        var covers = Assert.IsType<Proved>(Rewrites.Verdict(Text, TimeSpan.FromSeconds(30))).Covers;

        // How far it comes depends on the machine.
        Assert.True(Regex.IsMatch(covers, @", at i1(, i\d+| to i\d+)*; (undecided at|not tried at) .*i64$"), covers);
    }

    [Fact]
    public void A_counterexample_has_the_least_width_and_the_least_input() =>
        Assert.Equal("%x = i3 1", Rewrites.Inputs("%r = mul %x, 2\n=>\n%r = mul %x, -2"));

    [Theory]
    [InlineData("%r = lshr %x, 8\n=>\n%r = 0", "%x = i9 -1 (0x1FF)")]
    [InlineData("%r = lshr %x, 40\n=>\n%r = 0", "%x = i41 -1 (0x1FFFFFFFFFF)")]
    public void That_holds_for_widths_beyond_the_small_ones_too(string text, string input) => Assert.Equal(input, Rewrites.Inputs(text));

    [Fact]
    public void The_story_of_a_counterexample_has_both_sides()
    {
        var example = Assert.IsType<Refuted>(Rewrites.Verdict("%t = sub i8 0, %x\n%r = sdiv %t, -1\n=>\n%r = %t")).Counterexample!;
        Assert.Equal("The values of %r differ.", example.Happening);
        Assert.Equal(["source %r = i8 1", "target %r = i8 -1 (0xFF)"], example.Sides.Select(side => $"{side.Name} = {side.Value}"));
        Assert.Equal(["%t", "%r", "%r"], example.Steps.Select(step => step.Name));
    }

    [Fact]
    public void What_happens_is_said_in_words()
    {
        Assert.Equal("The target of %r is poison, the source is not.", Assert.IsType<Refuted>(Rewrites.Verdict("%r = add i8 %x, %y\n=>\n%r = add nsw i8 %x, %y")).Reason);
        Assert.Equal("The target of %r has undefined behaviour, the source has not.", Assert.IsType<Refuted>(Rewrites.Verdict("%r = and i8 %x, %y\n=>\n%r = udiv i8 %x, %y")).Reason);
        Assert.Equal(
            "The source reaches block b, the target does not.",
            Assert.IsType<Refuted>(Rewrites.Verdict("br %c, label %a, label %b\na:\nb:\n=>\nbr %c, label %b, label %a\na:\nb:")).Reason);
    }

    [Theory]
    [InlineData("ctpop", "%r = call i8 @llvm.ctpop.i8(i8 %x)\n=>\n%a = and %x, 1\n%b = lshr %x, 1\n%p = call i8 @llvm.ctpop.i8(i8 %b)\n%r = add %a, %p")]
    [InlineData("umin", "%r = call i8 @llvm.umin.i8(i8 %x, i8 %y)\n=>\n%c = icmp ult %x, %y\n%r = select %c, %x, %y")]
    [InlineData("smax", "%r = call i8 @llvm.smax.i8(i8 %x, i8 %y)\n=>\n%c = icmp slt %x, %y\n%r = select %c, %y, %x")]
    [InlineData("abs", "%r = call i8 @llvm.abs.i8(i8 %x, i1 true)\n=>\n%c = icmp slt %x, 0\n%m = sub 0, %x\n%r = select %c, %m, %x")]
    [InlineData("bswap", "%r = call i16 @llvm.bswap.i16(i16 %x)\n=>\n%a = shl %x, 8\n%b = lshr %x, 8\n%r = or %a, %b")]
    [InlineData("fshl", "%r = call i8 @llvm.fshl.i8(i8 %x, i8 %x, i8 3)\n=>\n%a = shl %x, 3\n%b = lshr %x, 5\n%r = or %a, %b")]
    [InlineData("uadd.sat", "%r = call i8 @llvm.uadd.sat.i8(i8 %x, i8 %y)\n=>\n%s = add %x, %y\n%c = icmp ult %s, %x\n%r = select %c, -1, %s")]
    [InlineData("ssub.sat", "%r = call i8 @llvm.ssub.sat.i8(i8 %x, i8 0)\n=>\n%r = %x")]
    [InlineData("ctlz", "%r = call i8 @llvm.ctlz.i8(i8 1, i1 false)\n=>\n%r = 7")]
    [InlineData("bitreverse", "%r = call i8 @llvm.bitreverse.i8(i8 1)\n=>\n%r = -128")]
    public void Intrinsics_mean_what_LLVM_says(string name, string text)
    {
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.IsType<Proved>(Rewrites.Verdict(text));
    }

    [Fact]
    public void A_one_may_be_shifted_into_the_sign_under_the_new_semantics()
    {
        const string Text = "Pre: isPowerOf2(C)\n%r = mul nsw i5 %x, C\n=>\n%r = shl nsw %x, log2(C)";
        Assert.IsType<Refuted>(Rewrites.Verdict(Text));
        Assert.IsType<Proved>(Rewrites.Verdict($"; TEST-ARGS: --new-sema\n{Text}"));
    }

    [Fact]
    public void A_named_condition_stands_for_every_condition()
    {
        Assert.IsType<Proved>(Rewrites.Verdict("%a = icmp CC i4 %x, %y\n%r = zext %a to i4\n=>\n%r = zext %a to i4"));
        Assert.Contains("CC = i4", Rewrites.Inputs("%r = icmp CC i4 %x, %y\n=>\n%r = icmp CC i4 %y, %x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_counterexample_can_be_replayed()
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var document = Rewrites.Read("%r = mul %x, 2\n=>\n%r = mul %x, -2");
        var question = domain.Understand(document, document.Claims, TestContext.Current.CancellationToken).Questions[0];
        Assert.IsType<Refuted>(Assert.IsType<Answered>(question.Replay("%x = i3 1", TestContext.Current.CancellationToken)).Verdict);
        Assert.IsType<Undecided>(Assert.IsType<Answered>(question.Replay("%x = i3 0", TestContext.Current.CancellationToken)).Verdict);
        Assert.IsType<Unusable>(question.Replay("%y = i3 0", TestContext.Current.CancellationToken));
    }
}
