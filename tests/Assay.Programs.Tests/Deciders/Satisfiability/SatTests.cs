using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders.Satisfiability;

/// <summary>The decider against brute force, and on identities at full width.</summary>
public sealed class SatTests
{
    [Fact]
    public void The_answer_is_that_of_brute_force_on_random_goals() => RandomGoalTerms.Programs(1, 25).Sample(
        program =>
        {
            var terms = new TermFactory();
            Term[] variables = [terms.Variable("a", Sort.BitVector(5)), terms.Variable("b", Sort.BitVector(5))];
            var goal = Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), true, variables);
            var decision = new Sat().Decide(goal, Goals.Context(60, TestContext.Current.CancellationToken));
            Assert.True(decision is None or Found, decision.ToString());
            Assert.Equal(Goals.Hits(goal).Any(), decision is Found);
            Assert.True(decision is not Found found || Goals.Reaches(goal, found.Input));
        },
        iter: Rounds.Of(700),
        threads: 2);

    [Theory]
    [InlineData("sum", 64)]
    [InlineData("difference", 64)]
    [InlineData("average", 64)]
    [InlineData("popcount", 32)]
    [InlineData("times seven", 32)]
    [InlineData("divide", 16)]
    [InlineData("square", 6)]
    public void An_identity_is_proved_and_its_neighbour_is_refuted(string name, int width)
    {
        foreach (var spoil in new[] { false, true })
        {
            var terms = new TermFactory();
            Term a = terms.Variable("a", Sort.BitVector(width)), b = terms.Variable("b", Sort.BitVector(width));
            var (left, right) = Sides(terms, name, a, b);
            right = spoil ? terms.BvXor(right, terms.BvAnd(terms.FromBool(terms.Equal(a, terms.Constant(5, width)), width), b)) : right;
            var goal = Goals.Of(terms, terms.Not(terms.Equal(left, right)), true, a, b);
            var decision = new Sat().Decide(goal, Goals.Context(120, TestContext.Current.CancellationToken));
            Assert.True(spoil ? decision is Found found && Goals.Reaches(goal, found.Input) : decision is None, decision.ToString());
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, 3000)]
    public void A_large_circuit_is_asked_often_whether_its_time_is_over(int polls, int mostConflicts)
    {
        var terms = new TermFactory();
        Term x = terms.Variable("x", Sort.BitVector(64)), y = terms.Variable("y", Sort.BitVector(64));
        Term Nested(int first, int second) => Enumerable.Range(3, 30).Prepend(second).Prepend(first).Aggregate(
            x, (value, odd) => terms.SDiv(value, terms.BvOr(y, terms.Constant(odd, 64))));
        var goal = Goals.Of(terms, terms.Not(terms.Equal(Nested(1, 2), Nested(2, 1))), true, x, y);
        var asked = 0;
        var problem = SatProblem.Create(goal, () => ++asked > polls);
        Assert.Equal(SatAnswer.Unknown, problem.Solver.Solve(long.MaxValue));
        Assert.InRange(problem.Solver.Conflicts, 0, mostConflicts);
    }

    private static (Term Left, Term Right) Sides(TermFactory terms, string name, Term a, Term b)
    {
        Term Number(int value) => terms.Constant(value, a.Width);
        switch (name)
        {
            case "sum":
                return (terms.Add(a, b), terms.Add(terms.BvXor(a, b), terms.Shl(terms.BvAnd(a, b), Number(1))));
            case "difference":
                return (terms.Sub(a, b), terms.Sub(terms.BvAnd(a, terms.BvNot(b)), terms.BvAnd(terms.BvNot(a), b)));
            case "average":
                var wide = terms.Add(terms.ZeroExtend(a, a.Width + 1), terms.ZeroExtend(b, a.Width + 1));
                return (terms.Extract(terms.LShr(wide, terms.Constant(1, a.Width + 1)), 0, a.Width),
                    terms.Add(terms.BvAnd(a, b), terms.LShr(terms.BvXor(a, b), Number(1))));
            case "popcount":
                var sum = Number(0);
                for (var i = 0; i < a.Width; i++)
                {
                    sum = terms.Add(sum, terms.BvAnd(terms.LShr(a, Number(i)), Number(1)));
                }

                return (new Lowering(terms, new LoweringOptions(true, true)).Of(terms.PopCount(a)), sum);
            case "times seven":
                return (terms.Mul(a, Number(7)), terms.Add(terms.Add(a, terms.Shl(a, Number(1))), terms.Shl(a, Number(2))));
            case "divide":
                return (terms.UDiv(a, Number(10)), new Lowering(terms, new LoweringOptions(false, true)).Of(terms.UDiv(a, Number(10))));
            default:
                return (terms.Mul(terms.Add(a, b), terms.Sub(a, b)), terms.Sub(terms.Mul(a, a), terms.Mul(b, b)));
        }
    }
}
