using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class BadRewriteTests
{
    [Theory]
    [InlineData("%r = add %x\n=>\n%r = %x", "test.opt:1:12: Expected ',', found the end of the line.")]
    [InlineData("%r = addd %x, 1\n=>\n%r = %x", "test.opt:1:6: Unknown instruction 'addd'. Did you mean 'add'?")]
    [InlineData("%r = add i129 %x, 1\n=>\n%r = %x", "test.opt:1:10: The type i129 is not among i1 to i128. Use at most 128 bits.")]
    [InlineData("%r = and nsw %x, 1\n=>\n%r = %x", "test.opt:1:10: 'and' has no flag 'nsw'. Leave it out.")]
    [InlineData("%r = add %x, 1", "test.opt:1:15: Expected '=>', found the end of the rewrite.")]
    [InlineData("=>\n%r = 1", "test.opt:2:7: The source is empty. Write at least one instruction on each side of '=>'.")]
    [InlineData("%r = add %x, 1\n=>\n", "test.opt:2:3: The target is empty. Write at least one instruction on each side of '=>'.")]
    [InlineData("%r = add %x, 1\n=>\n%r = add %y, 1", "test.opt:3:10: %y is declared nowhere in the source: the target cannot declare new input variables or constants. Use what the source names.")]
    [InlineData("%t = add %x, 1\n%r = add %x, 2\n=>\n%r = add %x, 2", "test.opt:1:1: Temporary register %t unused: it is not used and the target does not replace it. Use it, or leave the instruction out.")]
    [InlineData("%r = add %x, 1\n=>\n%t = add %x, 2\n%r = add %x, 1", "test.opt:3:1: Temporary register %t unused: it is not used and replaces nothing in the source. Use it, or leave the instruction out.")]
    [InlineData("%r = add %x, 1\n%r = add %x, 2\n=>\n%r = %x", "test.opt:2:1: %r is defined twice. Give each value its own name.")]
    [InlineData("%r = add %t, 1\n%t = add %x, 2\n=>\n%r = %x", "test.opt:2:1: %t is used before it is defined. Put its definition first.")]
    [InlineData("Pre: C == 1\n%r = add %x, 1\n=>\n%r = %x", "test.opt:1:6: C stands in the precondition, but nowhere in the source. Use what the source names.")]
    [InlineData("Pre: isPowerOf3(C)\n%r = add %x, C\n=>\n%r = %x", "test.opt:1:6: Unknown function or predicate 'isPowerOf3'. Did you mean 'isPowerOf2'?")]
    [InlineData("Pre: isPowerOf2(C, C)\n%r = add %x, C\n=>\n%r = %x", "test.opt:1:6: 'isPowerOf2' takes one argument, found 2.")]
    [InlineData("Pre: C + 1\n%r = add %x, C\n=>\n%r = %x", "test.opt:1:8: A value stands where a condition is needed. Compare it, as in C != 0.")]
    [InlineData("Pre: %x == 1\n%r = add %x, C\n=>\n%r = %x", "test.opt:1:6: The register %x stands in an expression. Expressions are over constants and functions such as width(%x).")]
    [InlineData("%t = zext i8 %x to i4\n%r = add %t, 1\n=>\n%r = %t", "test.opt:1:1: No widths from i1 to i128 fit all types of this rewrite. A result of zext or sext is wider than its operand, that of trunc narrower.")]
    [InlineData("%t = add i8 %x, 1\n%r = add i4 %t, 1\n=>\n%r = %t", "test.opt:2:13: These values must have one type, but one is i4 and the other i8. Correct the types that are written.")]
    [InlineData("Pre: C == 1 && C == 2\n%r = add %x, C\n=>\n%r = %x", "test.opt:1:1: No constants and inputs meet the precondition at i3 to i8. Correct it; a rewrite that is never applied is not proved.")]
    [InlineData("%r = add %x, 1 $\n=>\n%r = %x", "test.opt:1:16: The character '$' means nothing here.")]
    [InlineData("%r = add %x, 1\n=>\n%r = %x\n=>\n%r = 1", "test.opt:4:1: A second '=>' stands in one rewrite. Begin each rewrite with a line 'Name: ...'.")]
    public void What_is_wrong_is_said_with_its_place(string text, string problem) => Assert.Equal(problem, Rewrites.Problem(text).ToString());

    [Fact]
    public void Deep_nesting_ends_in_a_message()
    {
        var deep = new string('(', 100_000) + "C" + new string(')', 100_000);
        Assert.Equal("Expressions are nested more than 200 levels deep.", Rewrites.Problem($"%r = add %x, C\n=>\n%r = add %x, {deep}").Message);
    }

    [Theory]
    [InlineData("%r = load i8* %p\n=>\n%r = 1", "load")]
    [InlineData("store i8 1, i8* %p\n=>\n%r = 1", "store")]
    [InlineData("%r = fadd float %x, %y\n=>\n%r = %x", "fadd")]
    [InlineData("%r = add <2 x i8> %x, %y\n=>\n%r = %x", "vectors")]
    [InlineData("%r = call i8 @puts(i8 %x)\n=>\n%r = %x", "call @puts")]
    [InlineData("entry:\n%r = add %x, 1\nbr label %entry\n=>\n%r = add 1, %x", "loop")]
    public void What_is_not_supported_is_undecided_and_named(string text, string word)
    {
        var undecided = Assert.IsType<Undecided>(Rewrites.Verdict(text));
        Assert.True(undecided.Reason.StartsWith($"'{word}' is not supported", StringComparison.Ordinal) || word == "loop", undecided.Reason);
    }

    [Fact]
    public void A_budget_of_nothing_is_undecided() =>
        Assert.IsType<Undecided>(Rewrites.Verdict("%r = mul i64 %x, %y\n=>\n%r = mul i64 %y, %y", TimeSpan.Zero));

    [Fact]
    public void An_unknown_option_is_a_problem() =>
        Assert.Equal("test.opt:1:1: The option '--fast' is not known. Known: --new-sema.", Assert.Single(Rewrites.Read("; TEST-ARGS: --fast\n%r = 1\n=>\n%r = 1").Problems).ToString());
}
