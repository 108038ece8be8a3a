namespace Assay.Programs.Assumptions;

/// <summary>Finds the cheapest few sets that together cover a target: weighted set cover by branch and bound.</summary>
internal sealed class MinimumCover
{
    private const int MostNodes = 40_000;
    private const int MostSets = 1200;

    private readonly List<(TruthVector Set, int Cost, int Index)> _sets;
    private readonly TruthVector _target;
    private readonly int _most;
    private readonly int _widest;
    private readonly List<(int Point, List<int> Sets)> _points;
    private readonly Stack<int> _chosen = [];
    private List<int>? _best;
    private int _bestCost;
    private int _nodes;

    /// <param name="sets">The sets.</param>
    /// <param name="target">What has to be covered.</param>
    /// <param name="most">How many sets may be used.</param>
    public MinimumCover(IReadOnlyList<(TruthVector Set, int Cost)> sets, TruthVector target, int most)
    {
        (_target, _most) = (target, most);
        _sets = Undominated(sets, target);
        _widest = _sets.Count == 0 ? 0 : _sets.Max(set => set.Set.Count);

        // The point that the fewest sets contain leaves the fewest choices, so it comes first.
        _points = [.. target.Points()
            .Select(point => (point, Enumerable.Range(0, _sets.Count).Where(i => _sets[i].Set[point]).ToList()))
            .OrderBy(pair => pair.Item2.Count)];
    }

    /// <summary>The indexes of the chosen sets, or null when nothing below the bound was found.</summary>
    /// <param name="below">The cost that has to be undercut.</param>
    /// <param name="cancellation">Cancels.</param>
    public IReadOnlyList<int>? Find(int below, CancellationToken cancellation)
    {
        (_best, _bestCost, _nodes) = (null, below, 0);
        Search(_target, 0, 0, cancellation);
        return _best;
    }

    private void Search(TruthVector left, int cost, int covered, CancellationToken cancellation)
    {
        if (left.IsNowhere)
        {
            (_best, _bestCost) = ([.. _chosen], cost);
            return;
        }

        if (++_nodes > MostNodes || (long)(_most - _chosen.Count) * _widest < left.Count)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        while (!left[_points[covered].Point])
        {
            covered++;
        }

        // Sets stand in order of cost.
        foreach (var i in _points[covered].Sets)
        {
            var (set, price, index) = _sets[i];
            if (cost + price >= _bestCost)
            {
                break;
            }

            _chosen.Push(index);
            Search(left - set, cost + price, covered, cancellation);
            _chosen.Pop();
        }
    }

    // Cheapest first; a set that a cheaper one contains is never needed.
    private static List<(TruthVector Set, int Cost, int Index)> Undominated(IReadOnlyList<(TruthVector Set, int Cost)> sets, TruthVector target)
    {
        List<(TruthVector Set, int Cost, int Index)> kept = [];
        foreach (var (set, cost, index) in sets.Select((set, i) => (Set: set.Set & target, set.Cost, Index: i))
            .Where(set => !set.Set.IsNowhere)
            .OrderBy(set => set.Cost).ThenByDescending(set => set.Set.Count).ThenBy(set => set.Index))
        {
            if (!kept.Exists(cheaper => set.Implies(cheaper.Set)))
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
