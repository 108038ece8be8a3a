using Assay.Programs.Tests.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Assumptions;

public sealed class FindTests
{
    [Theory]
    [InlineData("for-all: int x\nclaim: x + 1 > x", "x != int.MaxValue")]
    [InlineData("for-all: int x\narithmetic: checked\nclaim: x + 1 > x", "x != int.MaxValue")]
    [InlineData("for-all: int x\nclaim: x * 2 / 2 == x", "x * 2 == (long)x * 2")]
    [InlineData("for-all: int x\narithmetic: checked\nclaim: x * 2 / 2 == x", "unchecked(x * 2) == (long)x * 2")]
    [InlineData("for-all: int a, int b\nclaim: checked(a + b) >= a", "b >= 0 && a + b == (long)a + b")]
    [InlineData("for-all: sbyte a, sbyte b\nclaim: a / b * b == a", "b != 0 && a % b == 0")]
    [InlineData("for-all: sbyte a, sbyte b\nassume: a >= 0 && b != 0\nclaim: a / b * b >= a", "a % b == 0")]
    [InlineData("for-all: int x\nclaim: x / 8 == x >> 3", "x >= 0 || x % 8 == 0")]
    [InlineData("for-all: uint x\nclaim: ((x & (x - 1)) == 0) == BitOperations.IsPow2(x)", "x != 0")]
    [InlineData("for-all: bool p, bool q\nclaim: p || !q", "p || !q")]
    [InlineData("for-all: char c\nclaim: c + 1 < 'b'", "c <= '`'")]
    [InlineData("for-all: double x\nclaim: x == x", "!double.IsNaN(x)")]
    [InlineData("for-all: DayOfWeek d\nclaim: d + 1 != DayOfWeek.Friday", "d != DayOfWeek.Thursday")]
    [InlineData("for-all: int[2] v\nclaim: v[0] + 1 > v[1]", "v[1] <= v[0] && v[0] != int.MaxValue")]
    [InlineData("for-all: (int x, int y) p\nclaim: Math.Max(p.x, p.y) == p.y", "p.Item1 <= p.Item2")]
    [InlineData("for-all: long a, long b\nclaim: (a - b < 0) == (a < b)", "a - b == (Int128)a - b")]
    public void A_refuted_claim_holds_exactly_when(string lines, string expected)
    {
        // What is expected is compared by meaning; how it is written is for people to judge.
        var answered = Findings.Answer($"{lines}\nexpect: {expected}");
        Assert.True(answered.MeetsExpectedFinding);
        Assert.Equal("weakest assumption", answered.Verdict.Finding?.What);
    }

    [Fact]
    public void An_assumption_is_offered_unasked_after_a_refutation()
    {
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: int a, int b\nclaim: a - b <= a"));
        Assert.Equal("weakest assumption", refuted.Finding?.What);
        Assert.Contains("exactly when", refuted.Finding!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_said_where_the_time_for_an_assumption_ended()
    {
        var refuted = Assert.IsType<Refuted>(Assert.IsType<Answered>(Documents.Settle(
            "for-all: ulong a, ulong b, ulong c\nclaim: a * b / 7 + c * a / 13 == a * (b / 7 + c / 13)", time: TimeSpan.FromSeconds(2))).Verdict);
        Assert.Null(refuted.Finding);
        Assert.EndsWith("No assumption was found within 0.2 s; a greater budget gives that search more.", refuted.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("for-all: int x\nclaim: x == x")]
    [InlineData("for-all: int x\nexists: int y\nclaim: x != y")]
    [InlineData("exists: int y\nclaim: y * y == 3")]
    [InlineData("claim: 1 + 1 == 3")]
    public void Nothing_is_offered_where_nothing_fits(string lines) => Assert.Null(Documents.Verdict(lines).Finding);

    [Fact]
    public void What_always_holds_needs_no_assumption()
    {
        var answered = Findings.Answer("for-all: int a, int b\nclaim: a + b == b + a\nexpect: true");
        Assert.IsType<Proved>(answered.Verdict);
        Assert.Equal("true", answered.Verdict.Finding?.Text);
        Assert.True(answered.MeetsExpectedFinding);
    }

    [Fact]
    public void What_never_holds_has_none()
    {
        var answered = Findings.Answer("for-all: int a, int b\nclaim: a + b + 1 == b + a\nexpect: none");
        Assert.Equal("none", answered.Verdict.Finding?.Text);
        Assert.True(answered.MeetsExpectedFinding);
    }

    [Theory]
    [InlineData("b <= a + 0 && (long)a - b >= 0", true)]
    [InlineData("!(a < b)", true)]
    [InlineData("a > b", false)]
    [InlineData("true", false)]
    [InlineData("none", false)]
    public void Expectations_are_compared_by_meaning(string expected, bool meets)
    {
        var answered = Findings.Answer($"for-all: int a, int b\nclaim: Math.Max(a, b) == a\nexpect: {expected}");
        Assert.Equal("b <= a", answered.Verdict.Finding?.Text);
        Assert.Equal(meets, answered.MeetsExpectedFinding);
    }

    [Fact]
    public void The_difference_to_what_was_expected_is_shown_on_an_input()
    {
        var finding = Findings.Of("for-all: int a, int b\nclaim: Math.Max(a, b) == a\nexpect: b < a");
        Assert.EndsWith("The expected one differs: on a = 0, b = 0 the claim holds.", finding?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectations_are_compared_within_the_assumptions()
    {
        var answered = Findings.Answer("for-all: int a, int b\nassume: b >= 0 && b < 10 && a >= 0 && a < 100000\nclaim: a + b < 1000\nexpect: a - 1000 + b < 0");
        Assert.True(answered.MeetsExpectedFinding);
    }

    [Fact]
    public void An_expectation_that_throws_is_not_met_there()
    {
        var answered = Findings.Answer("for-all: int a, int b\nclaim: b == 0 || a <= b\nexpect: 1 / b == 0 || a <= b");
        Assert.False(answered.MeetsExpectedFinding);
    }

    [Fact]
    public void What_the_author_knows_counts_where_the_search_finds_nothing()
    {
        var answered = Findings.Answer("for-all: ushort x\nclaim: (uint)x * 40503 % 65536 < 30000\nexpect: (ushort)(x * 40503) < 30000");
        Assert.True(answered.MeetsExpectedFinding);
        Assert.Equal("(ushort)(x * 40503) < 30000", answered.Verdict.Finding?.Text);
    }

    [Fact]
    public void One_text_serves_all_types()
    {
        var finding = Findings.Of("types: S = sbyte, short, int, long\ntypes: U = byte, ushort, uint, ulong\nfor-all: U a, U b\nclaim: ((S)a < (S)b) == (a < b)");
        Assert.Equal("(a <= S.MaxValue) == (b <= S.MaxValue)", finding?.Text);
    }

    [Fact]
    public void Different_types_may_need_different_assumptions()
    {
        var finding = Findings.Of("types: T = sbyte, int\nfor-all: T x\nclaim: x + 1 > x");
        Assert.Equal("T = sbyte: true; T = int: x != T.MaxValue", finding?.Text);
    }

    [Fact]
    public void A_sufficient_assumption_is_not_called_the_weakest()
    {
        var finding = Findings.Of("for-all: int x\nclaim: (int)(float)x == x");
        Assert.Equal("sufficient assumption", finding?.What);
        Assert.StartsWith("Sufficient, not weakest: ", finding!.Reason, StringComparison.Ordinal);
        Assert.Contains("it also holds on x = ", finding.Reason, StringComparison.Ordinal);
        Assert.IsType<Proved>(Documents.Verdict($"for-all: int x\nassume: {finding.Text}\nclaim: (int)(float)x == x"));
    }

    // One input among 2^32 that no trial hits: only a proof sees it.
    [Theory]
    [InlineData("int a", "a < 100 || a * 3 == 1000000001")]
    [InlineData("int a", "a < 100 && a * 3 != 1000000003")]
    [InlineData("int a, int b", "a <= b || (a ^ 21) * 3 == 1000000001")]
    [InlineData("int a, int b", "a <= b && (b ^ 21) * 3 != 1000000001")]
    public void Trials_prove_nothing(string variables, string claim)
    {
        var finding = Findings.Of($"for-all: {variables}\nclaim: {claim}");
        Assert.NotNull(finding);
        var says = Findings.IsExact(finding) ? $"({claim}) == ({finding!.Text})" : $"!({finding!.Text}) || ({claim})";
        Assert.IsType<Proved>(Documents.Verdict($"for-all: {variables}\nclaim: {says}"));
    }

    [Fact]
    public void The_documents_own_predicates_may_be_the_answer()
    {
        const string Code = """
            static bool IsSquare(byte x) { for (int i = 0; i < 16; i++) { if (i * i == x) return true; } return false; }
            static byte Root(byte x) { byte r = 0; while (r < 15 && (r + 1) * (r + 1) <= x) r++; return r; }
            """;
        var finding = Findings.Of("for-all: byte x\nclaim: Root(x) * Root(x) == x", Code);
        Assert.Equal(("weakest assumption", "IsSquare(x)"), (finding?.What, finding?.Text));
    }

    [Theory]
    [InlineData("for-all: int x\nfind: strongest assumption\nclaim: x != 5", "'strongest assumption' cannot be looked for.", 3)]
    [InlineData("for-all: int x\nexists: int y\nfind: weakest assumption\nclaim: x != y", "'find' asks on which inputs a claim about all inputs holds", 3)]
    [InlineData("for-all: int x\nfind: weakest assumption\nclaim: x != 5\nexpect: x !=", "CS1733: Expected expression.", 5)]
    [InlineData("for-all: int x\nfind: weakest assumption\nclaim: x != 5\nexpect: new object().GetHashCode() == x", "Objects of class Object are not supported", 5)]
    [InlineData("for-all: int x\nfind: weakest assumption\nclaim: x != 5\nexpect: refuted", "CS0103: The name 'refuted' does not exist in the current context.", 5)]
    public void What_is_wrong_is_said_with_its_line(string lines, string message, int line)
    {
        var problem = Assert.IsType<Unusable>(Documents.Settle(lines)).Problems[0];
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Place.Line);
    }

    [Fact]
    public void A_misspelt_wish_is_corrected() =>
        Assert.Equal("Did you mean 'weakest assumption'?", Assert.IsType<Unusable>(Documents.Settle("for-all: int x\nfind: weekest assumptions\nclaim: x != 5")).Problems[0].Advice);

    [Fact]
    public void Under_assumptions_that_contradict_each_other_nothing_is_found() =>
        Assert.Contains("No input meets the assumptions", Assert.IsType<Unusable>(Documents.Settle("for-all: int x\nassume: x > 5 && x < 3\nfind: weakest assumption\nclaim: x != 7")).Problems[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_budget_nothing_is_found()
    {
        var answered = Findings.Answer("for-all: int x\nclaim: x * x >= 0", time: TimeSpan.Zero);
        Assert.Null(answered.Verdict.Finding);
    }

    [Fact]
    public void Many_variables_do_not_drown_the_search()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: int[24] v\nassume: v[0] < v[1] && v[22] < v[23]\nclaim: v[23] > v[5]"));
        Assert.Equal("v[5] < v[23]", refuted.Finding?.Text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
    }

    [Fact]
    public void Values_that_nothing_defines_leave_no_assumption()
    {
        var (settlements, _) = Documents.Check("```asm Leaky(eax) -> (eax)\nadd eax, edx\n```\n\n```claim c\nfor-all: int a\nclaim: Leaky(a) == a\nfind: weakest assumption\n```\n");
        var refuted = Assert.IsType<Refuted>(Assert.IsType<Answered>(settlements["c"]).Verdict);
        Assert.Null(refuted.Finding);
        Assert.EndsWith("The statement depends on values that nothing defines.", refuted.Reason, StringComparison.Ordinal);
    }
}
