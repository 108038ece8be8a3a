namespace Assay.Programs.Frontends.Alive;

/// <summary>A condition with the points at which it holds.</summary>
internal sealed record PointSet(string Text, ulong[] Points, int Size = 1, bool IsAnd = false)
{
    public int Count => Points.Sum(word => System.Numerics.BitOperations.PopCount(word));

    public bool IsWithin(PointSet other) => Points.Zip(other.Points).All(pair => (pair.First & ~pair.Second) == 0);

    public static ulong[] Pack(IReadOnlyList<bool> points)
    {
        var words = new ulong[(points.Count + 63) / 64];
        for (var i = 0; i < points.Count; i++)
        {
            words[i / 64] |= points[i] ? 1UL << (i % 64) : 0;
        }

        return words;
    }
}

/// <summary>Finds the smallest formula that holds exactly at the good points, or else the weakest one that holds at good points only.</summary>
/// <param name="literals">The conditions, the plainest first; only points that matter are set.</param>
/// <param name="good">The good points.</param>
internal sealed class PreconditionSearch(IReadOnlyList<PointSet> literals, PointSet good)
{
    private PointSet? _best;

    /// <summary>The formula and whether it is exact; null when nothing but bad points were hit.</summary>
    public (string Text, bool IsExact)? Find()
    {
        List<PointSet> distinct = [.. literals.DistinctBy(literal => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(literal.Points.AsSpan())))];
        List<PointSet> pairs = [];
        if (distinct.Any(Try))
        {
            return (_best!.Text, true);
        }

        for (var i = 0; i < distinct.Count; i++)
        {
            for (var j = i + 1; j < distinct.Count; j++)
            {
                pairs.Add(Join(distinct[i], distinct[j], isAnd: true));
                pairs.Add(Join(distinct[i], distinct[j], isAnd: false));
            }
        }

        // Third parts only serve pairs that are not too small, for "and", or within the good points, for "or".
        if (pairs.Any(Try)
            || pairs.Where(good.IsWithin).Any(pair => distinct.Any(third => Try(Join(pair, third, isAnd: true))))
            || pairs.Where(pair => pair.IsWithin(good)).Any(pair => distinct.Where(third => third.IsWithin(good)).Any(third => Try(Join(pair, third, isAnd: false)))))
        {
            return (_best!.Text, true);
        }

        return _best is null ? null : (_best.Text, false);
    }

    // Whether it is exact; remembers the weakest one within the good points.
    private bool Try(PointSet set)
    {
        if (!set.IsWithin(good) || set.Count == 0)
        {
            return false;
        }

        if (_best is null || set.Count > _best.Count)
        {
            _best = set;
        }

        return good.IsWithin(set);
    }

    private static PointSet Join(PointSet a, PointSet b, bool isAnd) => new(
        $"{Tight(a, isAnd)} {(isAnd ? "&&" : "||")} {Tight(b, isAnd)}",
        [.. a.Points.Zip(b.Points, (x, y) => isAnd ? x & y : x | y)],
        a.Size + b.Size,
        isAnd);

    private static string Tight(PointSet set, bool isAnd) => set.Size > 1 && set.IsAnd != isAnd ? $"({set.Text})" : set.Text;
}
