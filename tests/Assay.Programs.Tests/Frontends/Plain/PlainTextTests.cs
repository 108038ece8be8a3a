using Assay.Claims;
using Assay.Claims.Plain;
using Assay.Programs.Tests.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Plain;

/// <summary>What is left to the C# compiler, and that reports do not tell the difference.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x--y > 0")]
    [InlineData("x ++ > 0")]
    [InlineData("x > 0 // positive")]
    [InlineData("x /* y */ > 0")]
    [InlineData("x == 1.5")]
    [InlineData("x == 1e3")]
    [InlineData("x == 1f")]
    [InlineData("x == 0x")]
    [InlineData("x == 1_")]
    [InlineData("x == 18446744073709551616")]
    [InlineData("x === y")]
    [InlineData("x = y")]
    [InlineData("x += y")]
    [InlineData("x >> > y")]
    [InlineData("x & & y")]
    [InlineData("x! == y")]
    [InlineData("x is 3")]
    [InlineData("x ?? y")]
    [InlineData("(T)x == y")]
    [InlineData("x.Length > 0")]
    [InlineData("F(x) > 0")]
    [InlineData("x < y > (z), true")]
    [InlineData("(x > 0")]
    [InlineData("x > 0)")]
    [InlineData("x > 0;")]
    [InlineData("x > 'a'")]
    [InlineData("\"\" == x")]
    [InlineData("a\u00e9 > 0")]
    [InlineData("@x > 0")]
    [InlineData("x > 0 y")]
    [InlineData("Int32.MaxValue > x")]
    [InlineData("checked(x + 1) > x")]
    [InlineData("_ > 0")]
    [InlineData("int > 0")]
    [InlineData("\\u0078 > 0")]
    [InlineData("x > 0\u00a0")]
    [InlineData("x\u200b > 0")]
    [InlineData("#if x")]
    public void Anything_else_is_left_to_the_compiler(string text) => Assert.Null(PlainExpression.Read(text));

    [Fact]
    public void Deep_and_long_texts_are_left_to_the_compiler()
    {
        Assert.Null(PlainExpression.Read(new string('(', 500) + "x" + new string(')', 500)));
        Assert.Null(PlainExpression.Read(new string('~', 500) + "x"));
        Assert.Null(PlainExpression.Read(string.Join(" + ", Enumerable.Repeat("x", 1000))));
        Assert.NotNull(PlainExpression.Read(string.Join(" + ", Enumerable.Repeat("x", 400))));
    }

    [Theory]
    [InlineData("claim: a / b * b + a % b == a")]
    [InlineData("claim: (a + b) / 2 >= a", "assume: a <= b")]
    [InlineData("claim: (a ^ b) == (a | b) - (a & b)")]
    [InlineData("claim: (byte)a == a\n  && a < 300", "assume: a >= 0", "assume: 1000 / b > 3")]
    [InlineData("claim: a > b ? a >= b : (b >= a) == true")]
    [InlineData("claim: a + 1 > a", "find: weakest assumption", "expect: a < int.MaxValue")]
    [InlineData("claim: (a << b) >>> b == a")]
    public void Reports_do_not_tell_the_difference(params string[] lines)
    {
        var text = string.Join('\n', ["for-all: int a, int b", .. lines]);

        Assert.Equal(Told(Compiled(text)), Told(Documents.Settle(text)));
    }

    [Fact]
    public void Types_and_bound_variables_do_not_tell_the_difference()
    {
        const string Lines = "for-all: T a\nexists: T b\ntypes: T = sbyte, ushort\nclaim: a + b == 5 || a - b == 7";
        Assert.Equal(Told(Compiled(Lines)), Told(Documents.Settle(Lines)));
    }

    [Theory]
    [InlineData("scoped")]
    [InlineData("required")]
    [InlineData("file")]
    [InlineData("System")]
    [InlineData("T")]
    public void Names_of_types_do_not_tell_the_difference(string name)
    {
        var lines = $"for-all: {name} a\ntypes: {name} = byte\nclaim: a <= 255";
        Assert.Equal(Told(Compiled(lines)), Told(Documents.Settle(lines)));
    }

    // A block of code, also one that nothing calls, is for the compiler, and so are the claims beside it.
    private static Settlement Compiled(string lines)
    {
        var (settlements, problems) = Documents.Check($"```claim c\n{lines}\n```\n\n```csharp\nstatic int Unused() => 0;\n```\n");
        Assert.Empty(problems);
        return settlements["c"];
    }

    private static string Told(Settlement settlement)
    {
        if (settlement is Unusable unusable)
        {
            return string.Join('\n', unusable.Problems.Select(problem => $"{problem.Message} {problem.Advice}"));
        }

        var verdict = Assert.IsType<Answered>(settlement).Verdict;
        var (reason, example) = verdict switch
        {
            Proved proved => (proved.Reason, proved.Witness),
            Refuted refuted => (refuted.Reason, refuted.Counterexample),
            _ => ("", null),
        };
        return $"{verdict.Outcome}: {reason} {verdict.Covers} {verdict.Decider}"
            + (example is null ? "" : $" {Documents.Inputs(example)}; {string.Join(", ", example.Sides.Select(side => $"{side.Type} {side.Name} = {side.Value}"))}")
            + $" {verdict.Finding?.Text}";
    }
}
