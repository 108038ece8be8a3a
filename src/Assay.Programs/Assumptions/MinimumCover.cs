namespace Assay.Programs.Assumptions;

/// <summary>Finds the cheapest few sets that together cover a target: weighted set cover by branch and bound.</summary>
/// <param name="sets">The sets.</param>
/// <param name="target">What has to be covered.</param>
/// <param name="most">How many sets may be used.</param>
internal sealed class MinimumCover(IReadOnlyList<(TruthVector Set, int Cost)> sets, TruthVector target, int most)
{
    private const int MostNodes = 40_000;
    private const int MostSets = 1200;

    private readonly List<(TruthVector Set, int Cost, int Index)> _sets = Undominated(sets, target);
    private readonly Stack<int> _chosen = [];
    private List<int>? _best;
    private int _bestCost;
    private int _nodes;

    /// <summary>The indexes of the chosen sets, or null when nothing below the bound was found.</summary>
    /// <param name="below">The cost that has to be undercut.</param>
    public IReadOnlyList<int>? Find(int below)
    {
        _bestCost = below;
        Search(target, 0);
        return _best;
    }

    private void Search(TruthVector left, int cost)
    {
        if (left.IsNowhere)
        {
            (_best, _bestCost) = ([.. _chosen], cost);
            return;
        }

        if (_chosen.Count == most || ++_nodes > MostNodes)
        {
            return;
        }

        // The point that the fewest sets contain leaves the fewest choices.
        foreach (var (set, price, index) in Containing(left))
        {
            if (cost + price >= _bestCost)
            {
                break;
            }

            _chosen.Push(index);
            Search(left - set, cost + price);
            _chosen.Pop();
        }
    }

    private List<(TruthVector Set, int Cost, int Index)> Containing(TruthVector left)
    {
        List<(TruthVector Set, int Cost, int Index)>? fewest = null;
        foreach (var point in left.Points().Take(8))
        {
            List<(TruthVector Set, int Cost, int Index)> containing = [.. _sets.Where(set => set.Set[point])];
            if (fewest is null || containing.Count < fewest.Count)
            {
                fewest = containing;
            }
        }

        return fewest!;
    }

    // Cheapest first; a set that a cheaper one contains is never needed.
    private static List<(TruthVector Set, int Cost, int Index)> Undominated(IReadOnlyList<(TruthVector Set, int Cost)> sets, TruthVector target)
    {
        List<(TruthVector Set, int Cost, int Index)> kept = [];
        foreach (var (set, cost, index) in sets.Select((set, i) => (Set: set.Set & target, set.Cost, Index: i)).OrderBy(set => set.Cost).ThenByDescending(set => set.Set.Count).ThenBy(set => set.Index))
        {
            if (!set.IsNowhere && !kept.Any(cheaper => set.Implies(cheaper.Set)))
            {
                kept.Add((set, cost, index));
                if (kept.Count == MostSets)
                {
                    break;
                }
            }
        }

        return kept;
    }
}
