using Assay.Claims;
using Assay.Running;

namespace Assay.Programs.Tests.Questions;

/// <summary>Slips that people often make in statements: each is met with what to write instead, where it stands.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData("x = 1", 3, "Write: x == 1")]
    [InlineData("x > 0 && (y = 3)", 13, "Write: x > 0 && (y == 3)")]
    [InlineData("x += 1", 3, null)]
    [InlineData("x => 0", 3, "Write: x >= 0")]
    [InlineData("x > 0 and x < 9", 7, "Write '&&' for 'and'.")]
    [InlineData("x ≤ 0", 3, "Write '<=' for '≤'.")]
    [InlineData("not x > 0", 5, "Write '!' for 'not', as in: !(x > 0)")]
    [InlineData("x > 0;", 6, "A statement is an expression, without ';' at its end.")]
    [InlineData("0 <= x <= y", 8, "C# compares two at a time. Write for example: 0 <= x && x <= y")]
    [InlineData("0 <= x < y < 9 || y == 1", 8, "C# compares two at a time. Write for example: 0 <= x && x < y && y < 9")]
    [InlineData("x == y == 3", 8, "C# compares two at a time. Write for example: x == y && y == 3")]
    [InlineData("x ^ y == y ^ x", 3, "'==' binds tighter than '^'. Write for example: (x ^ y) == (y ^ x)")]
    [InlineData("y > 0 || x & 1 == 0", 12, "'==' binds tighter than '&'. Write for example: (x & 1) == 0")]
    [InlineData("x | y < 0", 3, "'<' binds tighter than '|'. Write for example: (x | y) < 0")]
    [InlineData("x + 1", 1, "It is to be true or false: compare it. Write for example: x + 1 == 0")]
    [InlineData("x & 1", 1, "It is to be true or false: compare it. Write for example: (x & 1) == 0")]
    [InlineData("y > 1 && x", 10, "It is to be true or false: compare it. Write for example: x == 0")]
    [InlineData("!x", 2, "It is to be true or false: compare it. Write for example: x == 0")]
    [InlineData("z > 0", 1, "If it is a variable, declare it, as in: for-all: int x, int y, int z")]
    public void A_slip_in_a_statement(string statement, int column, string? advice)
    {
        var problem = Problem($"for-all: int x, int y\nclaim: {statement}");

        Assert.Equal((3, 7 + column, advice), (problem.Place.Line, problem.Place.Column, problem.Advice));
    }

    [Theory]
    [InlineData("int x; int y", 6, "Write: int x, int y")]
    [InlineData("int x, y", 8, "Every variable has a type of its own; write: int x, int y")]
    [InlineData("int[3] x, y", 11, "Every variable has a type of its own; write: int[3] x, int[3] y")]
    [InlineData("x: int", 1, "Write: int x")]
    public void A_slip_in_the_variables(string variables, int column, string advice)
    {
        var problem = Problem($"for-all: {variables}\nclaim: true");

        Assert.Equal((2, 9 + column, advice), (problem.Place.Line, problem.Place.Column, problem.Advice));
    }

    [Fact]
    public void A_method_that_is_not_static_is_told_to_be()
    {
        var (_, problems) = Documents.Check("```csharp\nstatic int A(int x) => x;\nint B(int x) => x;\n```\n\n```claim c\nfor-all: int x\nclaim: B(x) == x\n```\n");

        var problem = Assert.Single(problems);
        Assert.Equal(("test.md:3:5", "Make it static: write 'static' in front of it."), (problem.Place.ToString(), problem.Advice));
    }

    // An assignment to a truth value is a condition for the compiler, and would be true of every input.
    [Fact]
    public void An_assignment_of_a_truth_value_is_no_statement() =>
        Assert.Contains("'=' assigns a value", Problem("for-all: bool b\nclaim: b = true").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(x > 0) == (y > 0) || x * y <= 0 || true")]
    [InlineData("(x > 0 & y > 0) == (y > 0 & x > 0)")]
    [InlineData("x > y == y < x")]
    public void What_is_sound_stays_as_it_is(string statement) =>
        Assert.IsType<Verdicts.Proved>(Documents.Verdict($"for-all: int x, int y\nclaim: {statement}"));

    private static Problem Problem(string lines) => Assert.IsType<Unusable>(Documents.Settle(lines)).Problems[0];
}
