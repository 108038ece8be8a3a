using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders;

public class WeakOrdersTests
{
    private static readonly WeakOrders Decider = new();

    // The Fubini numbers, A000670.
    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "3")]
    [InlineData(3, "13")]
    [InlineData(4, "75")]
    [InlineData(5, "541")]
    [InlineData(6, "4,683")]
    [InlineData(7, "47,293")]
    [InlineData(8, "545,835")]
    public void Every_weak_order_is_tried_once(int count, string orders)
    {
        var proof = Assert.IsType<None>(Decider.Decide(Unreachable(count), Goals.Context()));
        Assert.StartsWith($"all {orders} weak orders of {count} values were tried", proof.Reason);
    }

    [Fact]
    public void Random_moves_and_comparisons_are_decided_as_by_trying_inputs()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Bool, Gen.UInt.Array[1, 14]).Sample(
            (count, signed, program) =>
            {
                var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                Term[] values = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(8)))];
                var goal = Goals.Of(terms, Truth(terms, values, program, signed), signed, values);
                if (Decider.Refuses(goal) is not null)
                {
                    return;
                }

                var decision = Decider.Decide(goal, Goals.Context());
                var smallest = Inputs(values, 0, count).Where(input => Goals.Reaches(goal, input)).MinBy(input => Key(values, input));
                if (decision is Found found)
                {
                    Assert.True(found.IsSmallest && Goals.Reaches(goal, found.Input));
                    Assert.Equal(Key(values, smallest!), Key(values, found.Input));
                }
                else
                {
                    Assert.IsType<None>(decision);
                    Assert.Null(smallest);
                    Assert.DoesNotContain(Inputs(values, -2, count < 5 ? 3 : 2), input => Goals.Reaches(goal, input));
                }
            },
            iter: Rounds.Of(700),
            threads: 2);
    }

    [Fact]
    public void An_input_that_only_ties_reach_is_found()
    {
        var terms = new TermFactory();
        Term[] v = [.. "abc".Select(name => terms.Variable(name.ToString(), Sort.BitVector(32)))];
        var tie = terms.And(terms.Equal(v[0], v[2]), terms.SLt(v[1], v[0]));
        var found = Assert.IsType<Found>(Decider.Decide(Goals.Of(terms, tie, true, v), Goals.Context()));
        Assert.Equal([1, 0, 1], v.Select(variable => (int)found.Input[variable].Bits));
    }

    [Fact]
    public void Three_exchanges_sort_three_values_and_two_do_not()
    {
        (int, int)[] kernel = [(0, 1), (1, 2), (0, 1)];
        Assert.IsType<None>(Decider.Decide(SortingNetworks.Unsorted(3, 32, kernel), Goals.Context()));
        for (var left = 0; left < kernel.Length; left++)
        {
            var goal = SortingNetworks.Unsorted(3, 32, kernel.Where((_, i) => i != left));
            var found = Assert.IsType<Found>(Decider.Decide(goal, Goals.Context()));
            Assert.True(Goals.Reaches(goal, found.Input));
        }
    }

    [Fact]
    public void Eight_values_take_no_time()
    {
        var goal = SortingNetworks.Unsorted(8, 32, SortingNetworks.OfEight);
        var watch = Stopwatch.StartNew();
        Assert.IsType<None>(Decider.Decide(goal, Goals.Context()));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        Assert.IsType<Found>(Decider.Decide(SortingNetworks.Unsorted(8, 32, SortingNetworks.OfEight[..^1]), Goals.Context()));
    }

    [Fact]
    public void Cancelling_is_prompt() => Prompt.Cancelled(
        TimeSpan.FromMilliseconds(20), cancellation => Decider.Decide(Unreachable(9), Goals.Context(60, cancellation)));

    [Fact]
    public void The_deadline_is_respected()
    {
        var watch = Stopwatch.StartNew();
        var said = Assert.IsType<NoAnswer>(Decider.Decide(Unreachable(9), Goals.Context(0.02))).Said;
        Assert.Contains("weak orders", said);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void What_weak_orders_cannot_decide_is_refused()
    {
        var terms = new TermFactory();
        Term Integer(string name, int width = 32) => terms.Variable(name, Sort.BitVector(width));
        var (a, b, narrow, real) = (Integer("a"), Integer("b"), Integer("c", 4), terms.Variable("f", Sort.Single));
        string? Refusal(Term target, params Term[] variables) => Decider.Refuses(Goals.Of(terms, target, true, variables));

        Assert.Null(Refusal(terms.SLt(a, b), a, b));
        Assert.Equal("constants take part", Refusal(terms.SLt(a, terms.Constant(7, 32)), a));
        Assert.Equal("signed and unsigned comparisons are mixed", Refusal(terms.And(terms.SLt(a, b), terms.ULt(a, b)), a, b));
        Assert.Equal("the inputs are not integers of one type", Refusal(terms.FIsNaN(real), real));
        Assert.Equal("the inputs are not integers of one type", Refusal(terms.SLt(a, b), a, b, narrow));
        Assert.Equal("the type has only 16 values", Refusal(terms.SLt(narrow, Integer("d", 4)), narrow));
        Assert.StartsWith("it computes with its inputs (Add)", Refusal(terms.SLt(terms.Add(a, b), b), a, b));
        Assert.StartsWith("0 inputs", Refusal(terms.False));
        Assert.StartsWith("10 inputs", Refusal(terms.SLt(a, b), [a, b, .. Enumerable.Range(0, 8).Select(i => Integer("x" + i))]));
    }

    // A cycle of three comparisons has no solution, but the simplifier does not know.
    private static Goal Unreachable(int count)
    {
        var terms = new TermFactory(simplify: false);
        Term[] v = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(32)))];
        var cycle = terms.All(Enumerable.Range(0, count).Select(i => terms.ULt(v[i], v[(i + 1) % count])));
        return Goals.Of(terms, cycle, false, v);
    }

    private static (int, int, string) Key(Term[] values, IReadOnlyDictionary<Term, Value> input)
    {
        var numbers = values.Select(value => (int)input[value].Bits).ToArray();
        return (numbers.Max(), numbers.Sum(), string.Concat(numbers));
    }

    private static IEnumerable<Dictionary<Term, Value>> Inputs(Term[] values, int from, int to)
    {
        var radix = to - from;
        var count = (int)Math.Pow(radix, values.Length);
        return Enumerable.Range(0, count).Select(index => values.ToDictionary(value => value, value =>
        {
            (index, var digit) = (index / radix, index % radix);
            return Value.Of(from + digit, 8);
        }));
    }

    private static Term Truth(TermFactory terms, Term[] values, uint[] program, bool signed)
    {
        List<Term> moved = [.. values];
        List<Term> truths = [];
        foreach (var instruction in program)
        {
            var code = instruction;
            int Next(int count)
            {
                var digit = (int)(code % (uint)count);
                code /= (uint)count;
                return digit;
            }

            Term Value() => moved[^(1 + Next(Math.Min(moved.Count, 8)))];
            Term Truth() => truths.Count == 0 ? terms.Equal(Value(), Value()) : truths[^(1 + Next(Math.Min(truths.Count, 4)))];
            switch (Next(7))
            {
                case 0:
                    truths.Add(terms.Equal(Value(), Value()));
                    break;
                case 1 or 2:
                    truths.Add(signed ? terms.SLt(Value(), Value()) : terms.ULt(Value(), Value()));
                    break;
                case 3:
                    truths.Add(terms.And(Truth(), terms.Not(Truth())));
                    break;
                case 4:
                    truths.Add(terms.Or(Truth(), Truth()));
                    break;
                default:
                    moved.Add(terms.Ite(Truth(), Value(), Value()));
                    break;
            }
        }

        var last = terms.Not(terms.Equal(moved[^1], moved[0]));
        return truths.Count == 0 ? last : terms.And(truths[^1], last);
    }
}
