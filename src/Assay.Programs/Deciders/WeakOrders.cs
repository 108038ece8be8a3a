using System.Numerics;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Programs that only move and compare see nothing of their inputs but the weak order these are in. Trying every weak
/// order, ties included, is therefore a complete proof at every width with at least as many values as there are inputs.
/// </summary>
internal sealed class WeakOrders : IDecider
{
    private const int MostInputs = 9;
    private const int NarrowestWidth = 5;

    public string Name => "WeakOrders";

    public string? Refuses(Goal goal)
    {
        if (goal.Inputs.Count is 0 or > MostInputs)
        {
            return $"{goal.Inputs.Count} inputs; weak orders are enumerated for 1 to {MostInputs}";
        }

        var sort = goal.Inputs[0].Sort;
        if (goal.Inputs.Any(input => input.Sort.Kind != SortKind.BitVector || !input.Sort.Equals(sort)))
        {
            return "the inputs are not integers of one type";
        }

        if (sort.Width > 64)
        {
            return "the inputs are wider than 64 bits";
        }

        // Ranks are tried as values 0, 1, ..., which must fit, signed too.
        if (sort.Width < NarrowestWidth)
        {
            return $"the type has only {1 << sort.Width} values";
        }

        var terms = TermOrder.Of(goal.Target, goal.Assumed);
        if (terms.Any(term => term.Op == Op.Constant && term.Sort.Kind != SortKind.Bool))
        {
            return "constants take part";
        }

        var foreign = terms.FirstOrDefault(term => term.Op is not (Op.Variable or Op.Constant or Op.Ite or Op.Equal or Op.Not or Op.And or Op.Or or Op.ULt or Op.SLt));
        if (foreign is not null)
        {
            return $"it computes with its inputs ({foreign.Op}) instead of only moving and comparing them";
        }

        return terms.Any(term => term.Op == Op.ULt) && terms.Any(term => term.Op == Op.SLt)
            ? "signed and unsigned comparisons are mixed"
            : null;
    }

    public Decision Decide(Goal goal, DecisionContext context)
    {
        if (BlockEvaluator.TryCreate(goal.Inputs, goal.Target) is not { } evaluator)
        {
            return new NoAnswer("the program unfolds into too much to be run on many orders at once");
        }

        var search = new Search(evaluator, goal, context);
        search.Fill(0, 0, 0);
        search.Flush();
        if (search.IsStopped)
        {
            return new NoAnswer($"the budget ended after {search.Count:N0} weak orders of {goal.Inputs.Count} values");
        }

        return search.Best is { } best
            ? new Found(goal.Inputs.Select((input, i) => (input, value: new Value(input.Sort, (uint)best[i]))).ToDictionary(pair => pair.input, pair => pair.value), IsSmallest: true)
            : new None($"all {search.Count:N0} weak orders of {goal.Inputs.Count} values were tried, ties included; that is complete at every width");
    }

    /// <summary>
    /// Enumerates weak orders as vectors of ranks without gaps. Ranks are also the smallest non-negative values in
    /// that order, so the least of all failing vectors is the smallest counterexample.
    /// </summary>
    private sealed class Search(BlockEvaluator evaluator, Goal goal, DecisionContext context)
    {
        private readonly int[] _ranks = new int[goal.Inputs.Count];
        private readonly ulong[][] _lanes = [.. goal.Inputs.Select(evaluator.LanesOf)];
        private int _filled;

        public long Count { get; private set; }

        public int[]? Best { get; private set; }

        /// <summary>Whether the budget ended before the search did.</summary>
        public bool IsStopped { get; private set; }

        /// <summary>Fills the ranks from a position on.</summary>
        /// <param name="position">The first rank that is open.</param>
        /// <param name="used">The set of ranks that occur so far.</param>
        /// <param name="reach">One more than the greatest rank so far.</param>
        public void Fill(int position, uint used, int reach)
        {
            if (position == _ranks.Length)
            {
                Emit();
                return;
            }

            for (var rank = 0; rank < _ranks.Length && !IsStopped; rank++)
            {
                // Every rank below the greatest must still find a place.
                var (nextUsed, nextReach) = (used | (1u << rank), Math.Max(reach, rank + 1));
                if (nextReach - BitOperations.PopCount(nextUsed) <= _ranks.Length - position - 1)
                {
                    _ranks[position] = rank;
                    Fill(position + 1, nextUsed, nextReach);
                }
            }
        }

        public void Flush()
        {
            evaluator.Run();
            var results = evaluator[goal.Target][.._filled];
            for (var lane = results.IndexOf(1UL); lane >= 0;)
            {
                var ranks = _lanes.Select(lanes => (int)lanes[lane]).ToArray();
                if (Best is null || IsSmaller(ranks, Best))
                {
                    Best = ranks;
                }

                var next = results[(lane + 1)..].IndexOf(1UL);
                lane = next < 0 ? -1 : lane + 1 + next;
            }

            _filled = 0;
            context.Cancellation.ThrowIfCancellationRequested();
            IsStopped |= context.IsOver && Count > 0;
        }

        private void Emit()
        {
            for (var i = 0; i < _ranks.Length; i++)
            {
                _lanes[i][_filled] = (ulong)_ranks[i];
            }

            Count++;
            if (++_filled == evaluator.Lanes)
            {
                Flush();
            }
        }

        private static bool IsSmaller(int[] a, int[] b)
        {
            var (max, sum) = (a.Max().CompareTo(b.Max()), a.Sum().CompareTo(b.Sum()));
            return max != 0 ? max < 0 : sum != 0 ? sum < 0 : a.AsSpan().SequenceCompareTo(b) < 0;
        }
    }
}
