using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders.Exhaustion;

public class ExhaustiveTests
{
    private static readonly Exhaustive Decider = new();

    [Theory]
    [InlineData(8, 1)]
    [InlineData(13, 1)]
    [InlineData(14, 1)]
    [InlineData(7, 2)]
    [InlineData(4, 3)]
    public void Random_goals_are_decided_as_one_input_after_the_other(int width, int count) =>
        Gen.Select(RandomGoalTerms.Programs(1, 12), Gen.Bool).Sample(
            (program, signed) =>
            {
                var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                Term[] variables = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(width)))];
                Check(Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), signed, variables), signed);
            },
            iter: Rounds.Of(60),
            threads: 2);

    [Fact]
    public void Random_float_goals_are_decided_as_one_input_after_the_other() => RandomGoalTerms.Programs(1, 6).Sample(
        program =>
        {
            var terms = new TermFactory();
            var variable = terms.Variable("v", Sort.BitVector(10));
            Check(Goals.Of(terms, RandomFloats.Truth(terms, Sort.Single, [variable], program), true, variable), signed: true);
        },
        iter: Rounds.Of(100),
        threads: 2);

    // Enough inputs and operations to be compiled where there are vectors. Few inputs reach the target.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_smallest_of_many_inputs_is_found(bool signed)
    {
        var random = new Random(5);
        for (var round = 0; round < 8; round++)
        {
            // In every other round all are negative, in some few inputs are tried in blocks.
            var bits = round % 4 < 2 ? 22 : 15;
            var terms = new TermFactory();
            var x = terms.Variable("x", Sort.BitVector(bits));
            int[] wanted = [.. Enumerable.Range(0, 3).Select(_ => random.Next(1 << bits) | ((round & 1) << (bits - 1)))];
            var hit = terms.Any(wanted.Select(value => terms.Equal(Scrambled(terms, x), Scrambled(terms, terms.Constant(value, bits)))));
            var goal = Goals.Of(terms, hit, signed, x);
            var found = Assert.IsType<Found>(Decider.Decide(goal, Goals.Context()));
            var least = wanted.Select(value => Value.Of(value, bits)).MinBy(value => Rank(value, signed));
            Assert.Equal(least, found.Input[x]);
            Assert.True(found.IsSmallest);
        }
    }

    [Fact]
    public void Many_inputs_are_excluded()
    {
        var terms = new TermFactory(simplify: false);
        Term[] v = [.. "ab".Select(name => terms.Variable(name.ToString(), Sort.BitVector(11)))];
        var product = terms.Mul(Scrambled(terms, v[0]), Scrambled(terms, v[1]));
        var goal = Goals.Of(terms, terms.Not(terms.Equal(product, terms.Mul(Scrambled(terms, v[1]), Scrambled(terms, v[0])))), true, v);
        Assert.Equal(new None("all 2^22 inputs were tried"), Decider.Decide(goal, Goals.Context()));
    }

    [Fact]
    public void Floats_are_compiled_too()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(22));
        var real = terms.FFromSigned(x, Sort.Single);
        var root = terms.FSqrt(terms.FMul(real, real));
        var goal = Goals.Of(terms, terms.Not(terms.FEqual(root, terms.FAbs(real))), true, x);
        Assert.Equal(new None("all 2^22 inputs were tried"), Decider.Decide(goal, Goals.Context()));
    }

    [Fact]
    public void Cancelling_is_prompt() => Prompt.Cancelled(
        TimeSpan.FromMilliseconds(700), cancellation => Decider.Decide(Endless(40), Goals.Context(1e6, cancellation)));

    [Fact]
    public void What_the_budget_cannot_hold_is_said_soon()
    {
        var watch = Stopwatch.StartNew();
        var said = Assert.IsType<NoAnswer>(Decider.Decide(Endless(40), Goals.Context(60))).Said;
        Assert.Matches(@"^all 2\^40 inputs would take about [\d.]+ s, more than the budget leaves$", said);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Fact]
    public void Too_many_inputs_are_refused() =>
        Assert.Equal("2^43 inputs are too many; the most is 2^42", Decider.Refuses(Endless(43)));

    [Fact]
    public void Terms_wider_than_a_lane_are_evaluated_one_by_one()
    {
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(12));
        var wide = terms.Mul(terms.SignExtend(x, 100), terms.SignExtend(x, 100));
        var goal = Goals.Of(terms, terms.Equal(wide, terms.Constant(2047 * 2047, 100)), true, x);
        Assert.Equal(2047u, Assert.IsType<Found>(Decider.Decide(goal, Goals.Context())).Input[x].Bits);
    }

    // A bijection of the inputs that no simplifier sees through.
    private static Term Scrambled(TermFactory terms, Term x)
    {
        for (var i = 0; i < 4; i++)
        {
            x = terms.Mul(terms.BvXor(x, terms.LShr(x, terms.Constant(5 + i, x.Width))), terms.Constant(0x2545 + (2 * i), x.Width));
        }

        return x;
    }

    private static Goal Endless(int bits)
    {
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(bits));
        return Goals.Of(terms, terms.Not(terms.Equal(Scrambled(terms, x), Scrambled(terms, x))), true, x) is var goal
            && bits > 42 ? goal : Goals.Of(terms, terms.And(terms.ULt(Scrambled(terms, x), x), terms.ULt(x, Scrambled(terms, x))), true, x);
    }

    private static void Check(Goal goal, bool signed)
    {
        var decision = Decider.Decide(goal, Goals.Context());
        var hits = Goals.Hits(goal).ToList();
        if (decision is not Found found)
        {
            Assert.IsType<None>(decision);
            Assert.Empty(hits);
            return;
        }

        Assert.True(Goals.Reaches(goal, found.Input));
        if (found.IsSmallest)
        {
            var variable = Assert.Single(goal.Variables).Term;
            Assert.Equal(hits.Min(input => Rank(input[variable], signed)), Rank(found.Input[variable], signed));
        }
    }

    private static (bool, Int128) Rank(Value value, bool signed) =>
        signed ? (value.Signed < 0, Int128.Abs(value.Signed)) : (false, (Int128)(UInt128)value.Bits);
}
