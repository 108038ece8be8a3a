using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class VerdictTests
{
    [Theory]
    [InlineData("for-all: int x\nclaim: x + 1 > x", "x = 2147483647")]
    [InlineData("for-all: int x\narithmetic: checked\nclaim: x * 2 / 2 == x", "x = 1073741824")]
    [InlineData("for-all: int x\nclaim: Math.Abs(x) >= 0", "x = -2147483648")]
    [InlineData("for-all: sbyte a, sbyte b\nclaim: a + b < 100", "a = 50, b = 50")]
    [InlineData("for-all: int a, int b\nclaim: a / b * b <= a", "a = 0, b = 0")]
    [InlineData("for-all: bool p, bool q\nclaim: p || !q", "p = false, q = true")]
    [InlineData("for-all: char c\nclaim: c != 'q'", "c = 'q'")]
    [InlineData("for-all: int[3] v\nclaim: v[0] <= v[1] || v[1] <= v[2]", "v = [2, 1, 0]")]
    [InlineData("for-all: (int x, int y) p\nclaim: p.x < 7 || p.y < p.x", "p = (7, 7)")]
    public void A_false_claim_is_refuted_with_its_smallest_counterexample(string lines, string expected)
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict(lines));
        Assert.Equal(expected, Documents.Inputs(refuted.Counterexample));
        Assert.Equal(Minimality.Proved, refuted.Counterexample!.Minimality);
    }

    [Theory]
    [InlineData("for-all: int a, int b\nclaim: (a + b) / 2 == (int)(((long)a + b) / 2)", "a = 1073741824, b = 1073741824")]
    [InlineData("for-all: ulong a, ulong b\nclaim: a + b >= a", "a = 9223372036854775808, b = 9223372036854775808")]
    [InlineData("for-all: int a, int b\nclaim: a - b <= a", "a = 0, b = -1")]
    [InlineData("for-all: long a, long b\nclaim: a - b < 0 == a < b", "a = 4611686018427387904, b = -4611686018427387904")]
    public void A_counterexample_far_out_is_brought_down(string lines, string expected)
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict(lines));
        Assert.Equal(expected, Documents.Inputs(refuted.Counterexample));
    }

    [Theory]
    [InlineData("for-all: int a, int b\nclaim: a + b == b + a")]
    [InlineData("for-all: long a, long b\nclaim: (a + b) * (a - b) == a * a - b * b")]
    [InlineData("for-all: uint x\nclaim: (x & (x - 1)) == 0 == (BitOperations.PopCount(x) <= 1)")]
    [InlineData("for-all: int a, int b, int c\nclaim: Math.Max(a, Math.Max(b, c)) == Math.Max(Math.Max(a, b), c)")]
    [InlineData("for-all: int a, int b\nassume: a >= 0 && a < 50\nassume: b >= a && b <= 60\nclaim: a * b < 3000")]
    [InlineData("for-all: float a, float b\nassume: !float.IsNaN(a + b)\nclaim: a + b == b + a")]
    [InlineData("types: T = sbyte, byte, short\nfor-all: T x\nclaim: x + 1 > x")]
    [InlineData("for-all: byte x\nexists: byte y\nassume: x % 2 == 1\nclaim: (byte)(x * y) == 1")]
    [InlineData("claim: Math.Max(2, 3) == 3")]
    public void A_true_claim_is_proved(string lines) => Assert.IsType<Proved>(Documents.Verdict(lines));

    [Fact]
    public void One_value_is_enough_under_exists()
    {
        var proved = Assert.IsType<Proved>(Documents.Verdict("exists: int a, int b\nclaim: a * b == 391 && a > 1 && b > 1"));
        Assert.Equal("a = 17, b = 23", Documents.Inputs(proved.Witness));
    }

    [Fact]
    public void Exists_is_refuted_when_the_whole_domain_is_excluded()
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("exists: ushort x\nclaim: (ushort)(x * 2) == 7"));
        Assert.Null(refuted.Counterexample);
    }

    [Fact]
    public void An_input_without_a_partner_refutes_for_all_exists()
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: byte x\nexists: byte y\nassume: x != 0\nclaim: (byte)(x * y) == 1"));
        Assert.Equal("x = 2", Documents.Inputs(refuted.Counterexample));
    }

    [Fact]
    public void A_refutation_shows_both_sides_and_the_steps()
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: int x\nclaim: Twice(x) > x", "static int Twice(int x)\n{\n    int y = x + x;\n    return y;\n}"));
        Assert.Equal(("Twice(x)", "0"), (refuted.Counterexample!.Sides[0].Name, refuted.Counterexample.Sides[0].Value));
        Assert.Equal(("Twice", "y", "0"), (refuted.Counterexample.Steps[0].Function, refuted.Counterexample.Steps[0].Name, refuted.Counterexample.Steps[0].Value));
    }

    [Fact]
    public void Types_name_the_one_that_fails()
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("types: T = sbyte, short, int\nfor-all: T x\nclaim: x + 1 > x"));
        Assert.Contains("T = int", refuted.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_decider_settles_is_undecided_and_says_what_was_tried()
    {
        var undecided = Assert.IsType<Undecided>(Documents.Verdict(
            "for-all: ulong a, ulong b, uint c\nclaim: (UInt128)(a ^ c) * b != new UInt128(217026855267057171, 8838376267020201455)", time: TimeSpan.FromSeconds(3)));
        Assert.Contains("2^160", undecided.Reason, StringComparison.Ordinal);
        Assert.Contains(undecided.Attempts, attempt => attempt.Decider == "Sampling");
        Assert.NotEmpty(undecided.WhatWouldHelp);
    }

    [Fact]
    public void A_loop_inside_an_assumption_is_followed_to_its_end()
    {
        // No sampled array is sorted, so the loop is cut at first; what was cut must not count as outside the assumption.
        const string Code = "static bool Sorted24(byte[] v) { for (int i = 1; i < v.Length; i++) { if (v[i - 1] > v[i]) return false; } return true; }";
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: byte[24] v\nassume: Sorted24(v)\nclaim: v[23] == v[22]", Code));
        Assert.EndsWith("0, 1]", Documents.Inputs(refuted.Counterexample), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cut_inside_an_assumption_does_not_count_as_outside_it()
    {
        // Only 54321 stays in the loop, whose condition is another one each round, and no sample is that number: the loop
        // is cut before its 40 rounds are over.
        const string Code = "static bool Rare(ushort x) { int n = 0; while (n < 40 && (ushort)(x * (40503 + n)) == (ushort)(54321 * (40503 + n))) { n++; } return n == 40 || x < 10; }";
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: ushort x\nassume: Rare(x)\nclaim: x < 10", Code));
        Assert.Equal("x = 54321", Documents.Inputs(refuted.Counterexample));
    }

    [Fact]
    public void Declarations_of_assembly_are_never_compared_themselves()
    {
        var (settlements, _) = Documents.Check("""
            ```asm First(eax) -> (eax)
            inc eax
            ```

            ```asm Second(eax) -> (eax)
            dec eax
            ```

            ```claim same
            equal: First, Second
            ```
            """);
        Assert.IsType<Refuted>(Assert.IsType<Answered>(settlements["same"]).Verdict);
    }

    [Fact]
    public void A_register_that_nobody_set_refutes_and_is_named()
    {
        var (settlements, _) = Documents.Check("""
            ```asm Leaky(eax) -> (eax)
            add eax, edx
            ```

            ```claim leaks
            for-all: int a
            claim:   Leaky(a) == a
            ```
            """);
        var refuted = Assert.IsType<Refuted>(Assert.IsType<Answered>(settlements["leaks"]).Verdict);
        Assert.Contains("edx (never set)", refuted.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static int F(int a, int b) => a / b;", "static int G(int a, int b) => b == 0 ? throw new DivideByZeroException() : a / b;", true)]
    [InlineData("static int F(int a, int b) => a / b;", "static int G(int a, int b) => b == 0 ? throw new ArgumentException() : a / b;", false)]
    public void Equal_functions_throw_the_same_exceptions(string before, string after, bool equal)
    {
        var verdict = Documents.Verdict("equal: F, G\nbudget: 5 s\nassume: a > -100 && a < 100 && b > -100 && b < 100", before + "\n" + after);
        Assert.Equal(equal ? Outcome.Proved : Outcome.Refuted, verdict.Outcome);
    }

    // Words are compared on the way, which is not the order of the numbers.
    [Theory]
    [InlineData("UInt128 x", "x < 8")]
    [InlineData("Int128 x", "x >= 0 || x < -20")]
    [InlineData("(Int128, int) x", "x.Item1 < 8")]
    public void The_smallest_of_numbers_of_two_words_is_not_said_to_be_proved(string variables, string claim) =>
        Assert.Equal(Minimality.Found, Assert.IsType<Refuted>(Documents.Verdict($"for-all: {variables}\nclaim: {claim}")).Counterexample!.Minimality);

    [Fact]
    public void What_an_assumption_throws_is_what_it_throws_on_the_input_that_is_shown()
    {
        var unusable = Assert.IsType<Unusable>(Documents.Settle("for-all: int x, int y\nassume: y != 0\nassume: x / y > 0\nclaim: x != 0"));
        Assert.Contains("OverflowException on x = -2147483648, y = -1", unusable.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_struct_whose_fields_overlap_is_refused_beside_claims_that_are_decided()
    {
        const string Text = """
            ```csharp
            [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
            struct U { [System.Runtime.InteropServices.FieldOffset(0)] public int A; }
            static int A(U x) => x.A;
            static int B(U x) => x.A;
            ```
            ```claim overlapping
            equal: A, B
            ```
            ```claim other
            for-all: int x
            claim: x == x
            ```
            """;
        var (settlements, _) = Documents.Check(Text);
        Assert.IsType<Unusable>(settlements["overlapping"]);
        Assert.IsType<Proved>(Assert.IsType<Answered>(settlements["other"]).Verdict);
    }
}
