using Assay.Running;

namespace Assay.Programs.Tests.Questions;

public sealed class UnusableTests
{
    [Fact]
    public void A_function_that_is_not_there_is_asked_for()
    {
        var unusable = Assert.IsType<Unusable>(Documents.Settle("for-all: int x\nclaim: f(x) > 0"));
        Assert.Equal("Give its code: in a csharp block of the document, or in a file with --code.", unusable.Problems[0].Advice);
    }

    [Theory]
    [InlineData("for-all: int x\nassume: x > 5 && x < 3\nclaim: x == 7", "No input meets the assumptions", 4)]
    [InlineData("for-all: int x\nassume: 10 / x > 2\nclaim: x < 5", "An assumption throws DivideByZeroException on x = 0.", 4)]
    [InlineData("for-all: int x\nclaim: x + y == x", "CS0103: The name 'y' does not exist in the current context.", 3)]
    [InlineData("for-all: int x\nclaim: x == x; } int Evil() { return 1;", "CS1073: Unexpected token ';'.", 3)]
    [InlineData("for-all: int x, int x\nclaim: x == x", "The variable 'x' is declared twice.", 2)]
    [InlineData("for-all: string s\nclaim: s != null", "Variables of type string are not supported.", 2)]
    [InlineData("for-all: decimal d\nclaim: d == d", "Variables of type Decimal are not supported.", 2)]
    [InlineData("for-all: int[] v\nclaim: v.Length > 0", "The array 'v' has no length.", 2)]
    [InlineData("for-all: int x\nclaim: x != 5\nwitness: x = 4", "The witness is no counterexample: the statement is true.", 4)]
    [InlineData("for-all: int x\nclaim: x != 5\nwitness: y = 4", "There is no variable 'y'.", 4)]
    [InlineData("for-all: int x\nclaim: x != 5\nwitness: x = 5000000000", "CS0266", 4)]
    [InlineData("for-all: int x\narithmetic: saturating\nclaim: x != 5", "Unknown arithmetic 'saturating'.", 3)]
    [InlineData("for-all: int; class Evil x\nclaim: x == x", "'int; class Evil' is not a C# type.", 2)]
    [InlineData("types: T = int; class Evil { }\nfor-all: T x\nclaim: x == x", "'int; class Evil { }' is not a C# type.", 2)]
    [InlineData("types: T = sbyte, short\ntypes: U = byte\nfor-all: T x\nclaim: x == x", "they go in step", 3)]
    public void What_is_wrong_is_said_with_its_line(string lines, string message, int line)
    {
        var unusable = Assert.IsType<Unusable>(Documents.Settle(lines));
        Assert.Contains(message, unusable.Problems[0].Message, StringComparison.Ordinal);
        Assert.True(line == unusable.Problems[0].Place.Line || message.StartsWith("No input", StringComparison.Ordinal) || message.StartsWith("An assumption", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static int F(int x) => F(x + 1);", "is the recursion endless?")]
    [InlineData("static int n; static int F(int x) => ++n;", "The static field n can change; make it readonly or const.")]
    [InlineData("static int F(int x) { try { return x; } catch { return 1; } }", "try, catch")]
    [InlineData("static int F(int x) => new object().GetHashCode();", "Objects of class Object are not supported; use a struct.")]
    public void What_is_not_supported_is_named(string code, string message)
    {
        var unusable = Assert.IsType<Unusable>(Documents.Settle("for-all: int x\nclaim: F(x) == 1", code));
        Assert.Contains(message, unusable.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, unusable.Problems[0].Place.Line);
    }

    [Fact]
    public void One_bad_block_and_one_bad_claim_do_not_hide_the_rest()
    {
        var (settlements, problems) = Documents.Check("""
            ```csharp
            static int Broken(int x) => x +;
            ```

            ```csharp
            static int Fine(int x) => x;
            ```

            ```claim bad
            for-all: int x
            claim:   Missing(x) == x
            ```

            ```claim good
            for-all: int x
            claim:   Fine(x) == x
            ```
            """);
        Assert.Equal("test.md:2:32", Assert.Single(problems).Place.ToString());
        Assert.IsType<Unusable>(settlements["bad"]);
        Assert.IsType<Answered>(settlements["good"]);
    }

    [Fact]
    public void A_block_cannot_leave_its_class()
    {
        var (_, problems) = Documents.Check("```csharp\n} namespace System { static class Math { public static int Max(int a, int b) => 7; } } static class X {\n```\n\n```claim c\nfor-all: int a\nclaim: Math.Max(a, a) == a\n```\n");
        Assert.Contains("closes a brace", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_but_bounded_recursion_is_followed_on_the_inputs_that_matter()
    {
        var verdict = Documents.Verdict("for-all: int n\nassume: n >= 0 && n < 30\nclaim: Depth(n) != 29", "static int Depth(int n) => n <= 0 ? 0 : 1 + Depth(n - 1);");
        Assert.Equal("n = 29", Documents.Inputs(Assert.IsType<Assay.Verdicts.Refuted>(verdict).Counterexample));
    }

    [Fact]
    public void Recursion_too_deep_to_follow_is_left_open()
    {
        var verdict = Documents.Verdict("for-all: int n\nclaim: Depth(n) >= 0", "static int Depth(int n) => n <= 0 ? 0 : 1 + Depth(n - 1);");
        Assert.IsType<Assay.Verdicts.Undecided>(verdict);
    }

    [Fact]
    public void An_endless_loop_is_left_open()
    {
        var (settlements, _) = Documents.Check("```csharp\nstatic int F(int x) { while (true) { x ^= 1; } }\n```\n\n```claim c\nfor-all: int x\nclaim: F(x) == 1\n```\n", TimeSpan.FromSeconds(5));
        Assert.IsType<Assay.Verdicts.Undecided>(Assert.IsType<Answered>(settlements["c"]).Verdict);
    }

    [Fact]
    public void A_duplicate_function_name_is_a_problem()
    {
        var (_, problems) = Documents.Check("```asm F(eax) -> (eax)\ninc eax\n```\n\n```asm F(eax) -> (eax)\ndec eax\n```\n\n```claim c\nclaim: F(1) == 2\n```\n");
        Assert.Contains("The name 'F' is taken by the function in line 1.", Assert.Single(problems).Message, StringComparison.Ordinal);
    }
}
