using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Statistics;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Deciders;

public sealed class SmallerInputsTests
{
    private const int Bits = 5;

    [Fact]
    public void A_smaller_input_exists_exactly_if_one_of_the_narrow_goals_has_one()
    {
        var (withSmaller, without) = (0, 0);
        for (var round = 0UL; round < (ulong)Rounds.Of(150); round++)
        {
            var random = new Philox(round, purpose: 21);
            var goal = RandomGoal(random);
            var reaching = Inputs(goal).Where(input => Reaches(goal, input)).ToList();
            if (reaching.Count == 0)
            {
                continue;
            }

            var order = new InputOrder(goal.Variables);
            var best = random.Below(2) == 0 ? reaching[random.Below(reaching.Count)] : reaching.MinBy(input => input, order)!;
            var expected = reaching.Any(input => order.Compare(input, best) < 0);
            var found = SmallerInputs.Of(goal, best).SelectMany(narrow => Inputs(narrow.Goal)
                .Where(input => Reaches(narrow.Goal, input))
                .Select(input => narrow.Widen(goal, narrow.Goal.Assign(input)))).ToList();
            Assert.Equal(expected, found.Count > 0);
            Assert.All(found, input => Assert.True(Reaches(goal, input) && order.Compare(input, best) < 0));
            (withSmaller, without) = expected ? (withSmaller + 1, without) : (withSmaller, without + 1);
        }

        Assert.True(withSmaller >= 20 && without >= 20, $"{withSmaller} with a smaller input, {without} without");
    }

    [Fact]
    public void The_order_is_the_one_that_is_documented()
    {
        var goal = new Goal { Terms = new TermFactory(), Variables = [], Assumed = null!, Target = null! };
        ScalarVariable[] variables = [.. new[] { "a", "b" }.Select(name =>
            new ScalarVariable(goal.Terms.Variable(name, Sort.BitVector(8)), name, new ClrType(ClrKind.Integer, "sbyte", 8, true)))];
        int[][] ascending = [[0, 0], [0, 1], [1, 0], [1, 1], [0, 2], [2, 0], [1, 2], [2, 1], [2, 2], [127, 127], [0, -1], [-1, 0], [1, -1], [-1, 1], [-1, -1], [0, -2], [-128, -128]];
        var sorted = ascending.Reverse().Select(pair => pair.Select(value => Value.Of(value, 8)).ToArray()).Order(new InputOrder(variables)).ToList();
        Assert.Equal(ascending.Select(pair => string.Join(",", pair)), sorted.Select(pair => string.Join(",", pair.Select(value => value.Signed))));
    }

    private static bool Reaches(Goal goal, Value[] input)
    {
        var values = goal.Assign(input);
        return TermEvaluator.Evaluate(goal.Target, term => values[term]).IsTrue;
    }

    private static IEnumerable<Value[]> Inputs(Goal goal) =>
        from a in Enumerable.Range(0, 1 << goal.Variables[0].Term.Width)
        from b in Enumerable.Range(0, 1 << goal.Variables[1].Term.Width)
        select new Value[] { new(goal.Variables[0].Term.Sort, (uint)a), new(goal.Variables[1].Term.Sort, (uint)b) };

    private static Goal RandomGoal(Philox random)
    {
        var terms = new TermFactory();
        ScalarVariable[] variables = [.. new[] { "a", "b" }.Select(name =>
            new ScalarVariable(terms.Variable(name, Sort.BitVector(Bits)), name, new ClrType(ClrKind.Integer, "small", Bits, random.Below(2) == 0)))];
        var (a, b) = (variables[0].Term, variables[1].Term);
        Term Any() => random.Below(4) switch
        {
            0 => terms.Mul(a, b),
            1 => terms.Add(a, terms.Mul(b, terms.Constant(random.Below(32), Bits))),
            2 => terms.BvXor(a, terms.AShr(b, terms.Constant(1, Bits))),
            _ => terms.Sub(a, b),
        };
        var target = terms.And(
            terms.SLt(Any(), terms.Constant(random.Below(32), Bits)),
            terms.ULt(terms.Constant(random.Below(24), Bits), Any()));
        return new Goal { Terms = terms, Variables = variables, Assumed = terms.True, Target = target };
    }
}
