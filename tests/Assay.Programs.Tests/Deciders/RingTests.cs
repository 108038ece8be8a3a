using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders;

public class RingTests
{
    private static readonly Ring Decider = new();

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(64)]
    public void Rewritten_expressions_are_proved_equal(int width) => Gen.Int.Sample(
        seed =>
        {
            var (terms, variables, ring) = Start(width, 3, seed);
            var left = ring.Expression(1 + (seed & 3));
            var right = ring.Rewritten(ring.Rewritten(left));
            Assert.True(Decide(terms, variables, left, right) is None, $"{left} == {right}");
        },
        iter: Rounds.Of(400),
        threads: 2);

    [Fact]
    public void Nothing_false_is_ever_proved()
    {
        var (proved, refused) = (0, 0);
        Gen.Select(Gen.Int, Gen.Int[4, 8]).Sample(
            (seed, width) =>
            {
                var (terms, variables, ring) = Start(width, width > 6 ? 1 : 2, seed);
                var random = new Random(seed);
                var left = ring.Expression(1 + random.Next(3));
                var change = terms.Mul(terms.Constant(1 << random.Next(width), width), ring.Expression(1 + random.Next(3)));
                var right = terms.Add(ring.Rewritten(left), terms.Mul(change, terms.Sub(ring.Expression(1), ring.Expression(1))));
                var goal = Goals.Of(terms, terms.Not(terms.Equal(left, right)), false, variables);
                if (Decider.Decide(goal, Goals.Context()) is None)
                {
                    Interlocked.Increment(ref proved);
                    Assert.Empty(Goals.Hits(goal).Take(1));
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }

                var opposite = Goals.Of(terms, terms.Equal(left, right), false, variables);
                if (Decider.Decide(opposite, Goals.Context()) is None)
                {
                    Assert.Empty(Goals.Hits(opposite).Take(1));
                }
            },
            iter: Rounds.Of(4000),
            threads: 2);
        Assert.True(proved > 400 && refused > 400, $"{proved} proved, {refused} not");
    }

    [Fact]
    public void A_product_of_neighbours_vanishes_where_its_factor_makes_it_even_enough()
    {
        foreach (var (factor, vanishes) in ((int, bool)[])[(128, true), (64, false), (127, false)])
        {
            var terms = new TermFactory(simplify: false);
            var x = terms.Variable("x", Sort.BitVector(8));
            var product = terms.Mul(terms.Constant(factor, 8), terms.Mul(x, terms.Sub(x, terms.Constant(1, 8))));
            Assert.Equal(vanishes, Decide(terms, [x], product, terms.Constant(0, 8)) is None);
        }
    }

    [Fact]
    public void An_odd_number_is_never_even()
    {
        var terms = new TermFactory(simplify: false);
        var (x, y) = (terms.Variable("x", Sort.BitVector(32)), terms.Variable("y", Sort.BitVector(32)));
        var odd = terms.Add(terms.Shl(x, terms.Constant(1, 32)), terms.Constant(1, 32));
        var even = terms.Mul(y, terms.Constant(6, 32));
        Assert.IsType<None>(Decider.Decide(Goals.Of(terms, terms.Equal(odd, even), true, x, y), Goals.Context()));
    }

    [Fact]
    public void Parts_of_a_conjunction_are_enough()
    {
        var terms = new TermFactory(simplify: false);
        var (x, y) = (terms.Variable("x", Sort.BitVector(32)), terms.Variable("y", Sort.BitVector(32)));
        var differ = terms.Not(terms.Equal(terms.Mul(x, y), terms.Mul(y, x)));
        Assert.IsType<None>(Decider.Decide(Goals.Of(terms, terms.And(terms.ULt(x, y), differ), true, x, y), Goals.Context()));
        Assert.IsType<NoAnswer>(Decider.Decide(Goals.Of(terms, terms.Or(terms.ULt(x, y), differ), true, x, y), Goals.Context()));
    }

    // The exponent 2^32 of x would be zero if it were counted in 32 bits.
    [Theory]
    [InlineData(9)]
    [InlineData(32)]
    [InlineData(64)]
    public void Towers_of_squares_are_left_alone(int squares)
    {
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(8));
        var tower = Enumerable.Range(0, squares).Aggregate(x, (power, _) => terms.Mul(power, power));
        Assert.IsType<NoAnswer>(Decide(terms, [x], tower, terms.Constant(1, 8)));
        Assert.IsType<NoAnswer>(Decide(terms, [x], tower, terms.Constant(0, 8)));
    }

    [Fact]
    public void Long_sums_and_products_end_in_time()
    {
        var terms = new TermFactory(simplify: false);
        Term[] v = [.. Enumerable.Range(0, 6).Select(i => terms.Variable("v" + i, Sort.BitVector(32)))];
        var factor = v.Aggregate(terms.Add);
        var power = Enumerable.Range(0, 40).Aggregate(factor, (product, _) => terms.Mul(product, factor));
        var watch = Stopwatch.StartNew();
        Assert.IsType<NoAnswer>(Decider.Decide(Goals.Of(terms, terms.Not(terms.Equal(power, v[0])), true, v), Goals.Context(1)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Deep_terms_do_not_exhaust_the_stack()
    {
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(32));
        var sum = Enumerable.Range(0, 200_000).Aggregate(x, (total, _) => terms.Add(total, x));
        var differ = terms.Not(terms.Equal(sum, terms.Neg(x)));
        var all = Enumerable.Range(0, 200_000).Aggregate(differ, (total, _) => terms.And(terms.Not(terms.Not(total)), differ));
        Assert.IsType<NoAnswer>(Decider.Decide(Goals.Of(terms, all, true, x), Goals.Context(20)));
    }

    [Fact]
    public void Shared_conditions_are_looked_at_once()
    {
        var terms = new TermFactory(simplify: false);
        var (x, y) = (terms.Variable("x", Sort.BitVector(32)), terms.Variable("y", Sort.BitVector(32)));
        var truth = terms.Equal(x, y);
        for (var i = 0; i < 200; i++)
        {
            truth = terms.And(truth, terms.Or(truth, truth));
        }

        Assert.IsType<NoAnswer>(Decider.Decide(Goals.Of(terms, truth, true, x, y), Goals.Context()));
    }

    [Fact]
    public void Goals_without_equalities_are_refused()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(32));
        Assert.Equal("there is no equality between integers", Decider.Refuses(Goals.Of(terms, terms.SLt(x, terms.Neg(x)), true, x)));
    }

    private static (TermFactory Terms, Term[] Variables, RandomRing Ring) Start(int width, int count, int seed)
    {
        var terms = new TermFactory(simplify: (seed & 1) == 0);
        Term[] variables = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(width)))];
        return (terms, variables, new RandomRing(terms, variables, new Random(seed)));
    }

    private static Decision Decide(TermFactory terms, Term[] variables, Term left, Term right) =>
        Decider.Decide(Goals.Of(terms, terms.Not(terms.Equal(left, right)), false, variables), Goals.Context());
}
