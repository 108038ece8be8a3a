using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>Loops: what is unrolled, what is cut, and that a cut is never hidden.</summary>
public sealed class UnrollingTests
{
    private const string Collatz = "static int F(ushort a) { int n = 0; uint x = a; while (x > 1) { x = x % 2 == 0 ? x / 2 : 3 * x + 1; n++; } return n; }";

    [Fact]
    public void A_loop_with_a_constant_bound_needs_no_limit()
    {
        var terms = new TermFactory();
        var result = Code.Unfold(
            "static int F(int a) { int s = 0; for (int i = 0; i < 3000; i++) s ^= a; return s; }", terms, new ExecutionLimits { Unrollings = 5 });
        Assert.True(result.Unfinished.IsFalse);
        Assert.Equal(0, result.Value!.Value.Signed);
    }

    [Fact]
    public void Inputs_that_stay_in_a_loop_beyond_the_limit_are_unfinished_and_no_others()
    {
        var terms = new TermFactory();
        var result = Code.Unfold(Collatz, terms, new ExecutionLimits { Unrollings = 25 });
        var input = TermOrder.Variables(result.Value!, result.Unfinished).Single();
        var evaluator = new TermEvaluator(result.Value!, result.Unfinished);
        for (var a = 0; a < 300; a++)
        {
            var steps = Steps((uint)a);
            evaluator.Run(_ => Value.Of(a, 16));
            Assert.Equal(steps >= 25, evaluator[result.Unfinished].IsTrue);
            Assert.True(steps >= 25 || evaluator[result.Value!].Signed == steps, $"{input} = {a}");
        }
    }

    [Fact]
    public void A_loop_that_no_sample_stays_in_is_cut_and_says_so()
    {
        var terms = new TermFactory();
        var asked = 0;
        var result = Code.Unfold(Collatz, terms, new ExecutionLimits { Reachable = _ => ++asked < 10 });
        Assert.True(asked is 10);
        Assert.False(result.Unfinished.IsFalse);
    }

    [Fact]
    public void Paths_meet_again_behind_nested_branches_in_a_loop()
    {
        var terms = new TermFactory();
        var result = Code.Unfold(
            "static int F(int a, bool p, bool q) { int i = 9, s = 0; while (i > 0 && (p || q || a > s)) { i--; if (q) { if (p) s += i; else s -= a; } else s ^= i; } return s; }",
            terms, new ExecutionLimits { Unrollings = 40 });
        Assert.True(result.Unfinished.IsFalse);
        Assert.True(terms.Count < 3000, $"{terms.Count} terms");
    }

    [Fact]
    public void Arithmetic_is_checked_where_the_document_says_so()
    {
        var terms = new TermFactory();
        const string Sum = "static int F(int a, int b) => a + b;";
        Assert.Empty(Code.Unfold(Sum, terms).Faults);
        Assert.Equal("OverflowException", Assert.Single(Code.Unfold(Sum, terms, isChecked: true).Faults).Exception);
    }

    [Fact]
    public void A_fault_has_the_function_and_the_line()
    {
        var fault = Assert.Single(Code.Unfold("static int G(int a)\n{\n  return 7 / a;\n}\nstatic int F(int a) => G(a);", new TermFactory()).Faults);
        Assert.Equal(("DivideByZeroException", "G, line 12"), (fault.Exception, fault.Where));
    }

    private static int Steps(uint x)
    {
        var n = 0;
        for (; x > 1; n++)
        {
            x = x % 2 == 0 ? x / 2 : (3 * x) + 1;
        }

        return n;
    }
}
