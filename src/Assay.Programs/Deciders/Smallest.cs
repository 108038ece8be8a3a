using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>Makes a found input smaller, and proves that it is the smallest where that is within reach.</summary>
/// <param name="proofs">Deciders that may show that nothing smaller exists.</param>
internal sealed class Smallest(IReadOnlyList<IDecider> proofs)
{
    private const int MostScanBits = 22;
    private const double ScanOperations = 3e9;
    private const int MostRounds = 400;
    private const int ShareOfDescent = 10;

    /// <summary>The smallest input that could be found; the proof that it is may take half of what the budget leaves.</summary>
    public Found Improve(Goal goal, Found found, DecisionContext context)
    {
        if (found.IsSmallest || goal.Variables.Count == 0)
        {
            return found;
        }

        if (Scan(goal, context) is { } scanned)
        {
            return scanned;
        }

        var best = Descend(goal, [.. goal.Inputs.Select(input => found.Input[input])], context);
        return Prove(goal, best, context.Within(context.Left / 2));
    }

    // Few enough inputs: look at all of them.
    private static Found? Scan(Goal goal, DecisionContext context)
    {
        if (goal.Bits > MostScanBits || goal.Unknowns.Count > 0)
        {
            return null;
        }

        var tester = new InputTester(goal);
        if (Math.ScaleB(tester.Operations, goal.Bits) > ScanOperations)
        {
            return null;
        }

        var index = new Exhaustion.InputIndex(goal.Inputs);
        for (var i = 0UL; i < 1UL << goal.Bits; i++)
        {
            if ((i & 4095) == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (context.IsOver)
                {
                    return null;
                }
            }

            tester.Add([.. index.Fields.Select(field => new Value(field.Input.Sort, index.Field(i, field.Input, field.Offset)))]);
        }

        tester.Flush();
        return tester.Best is null ? null : new Found(tester.BestInput(), IsSmallest: true);
    }

    private static Value[] Descend(Goal goal, Value[] start, DecisionContext context)
    {
        var limit = context.Within(context.Left / ShareOfDescent);
        var tester = new InputTester(goal);
        var neighbours = new SmallerNeighbours(goal);
        tester.Start(start);
        for (var round = 0; round < MostRounds && !limit.IsOver; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (before, tried) = (tester.Best!, 0);
            foreach (var neighbour in neighbours.Of(before))
            {
                tester.Add(neighbour);

                // Long arrays have so many neighbours that one round takes longer than the budget.
                if ((++tried & 255) == 0)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    if (limit.IsOver)
                    {
                        break;
                    }
                }
            }

            tester.Flush();
            if (ReferenceEquals(before, tester.Best) && !neighbours.Widen())
            {
                break;
            }
        }

        return tester.Best!;
    }

    private Found Prove(Goal goal, Value[] best, DecisionContext context)
    {
        while (!context.IsOver && SmallerInputs.Of(goal, best) is { Count: > 0 } smaller)
        {
            var (settled, better) = (true, (Value[]?)null);
            foreach (var narrow in smaller)
            {
                var decision = FirstAnswer(narrow.Goal, context);
                if (decision is Found found)
                {
                    better = narrow.Widen(goal, found.Input);
                    break;
                }

                settled &= decision is None;
            }

            if (better is null)
            {
                return new Found(goal.Assign(best), settled);
            }

            best = Descend(goal, better, context);
        }

        return new Found(goal.Assign(best), IsSmallest: false);
    }

    private Decision FirstAnswer(Goal goal, DecisionContext context)
    {
        if (goal.Target.IsFalse)
        {
            return new None("nothing smaller is left");
        }

        foreach (var decider in proofs.Where(decider => decider.Refuses(goal) is null))
        {
            var decision = decider.Decide(goal, context);
            if (decision is None or Found)
            {
                return decision;
            }
        }

        return new NoAnswer("not settled");
    }
}
