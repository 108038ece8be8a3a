namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// All widths that the open types of a rewrite are tried at. Types that the precondition alone mentions, such as that of
/// <c>log2(C1)</c> in <c>log2(C1) &gt; log2(C2)</c>, stand for numbers of the compiler: one width of 32 bits or more is
/// enough for them, as in Alive.
/// </summary>
internal sealed class WidthChoices
{
    private const int MostForOne = 8;
    private const int MostForSeveral = 4;
    private static readonly int[] Larger = [16, 32, 64];
    private static readonly int[] OfCompiler = [32, 64, 128, .. Enumerable.Range(33, 95).Where(width => width != 64), .. Enumerable.Range(1, 31).Reverse()];

    private readonly TypeRules _types;
    private readonly List<int> _open;
    private readonly List<int> _compilers;
    private readonly Dictionary<int, int> _written = [];
    private readonly List<(int Narrow, int Wide)> _orders;
    private readonly Dictionary<int, int> _least = [];

    /// <exception cref="RewriteException">No widths fit.</exception>
    public WidthChoices(TypeRules types)
    {
        _types = types;
        List<int> classes = [.. types.Classes()];
        foreach (var type in classes)
        {
            if (types.Written(type) is { } width)
            {
                _written[type] = width;
            }
        }

        var programs = classes.Where(types.IsInPrograms).ToHashSet();
        _open = [.. classes.Where(type => !_written.ContainsKey(type) && programs.Contains(type))];
        _compilers = [.. classes.Where(type => !_written.ContainsKey(type) && !programs.Contains(type))];
        _orders = [.. types.Orders.Select(order => (types.Class(order.Narrow), types.Class(order.Wide))).Distinct()];
        foreach (var (slot, bits) in types.Leasts)
        {
            _least[types.Class(slot)] = Math.Max(_least.GetValueOrDefault(types.Class(slot)), bits);
        }

        Small = [.. UpTo(_open.Count > 1 ? MostForSeveral : MostForOne)];
        if (Small.Count == 0)
        {
            throw new RewriteException(0, $"No widths from i1 to i{TypeRules.Widest} fit all types of this rewrite.", "A result of zext or sext is wider than its operand, that of trunc narrower.");
        }

        Large = [.. Except(Small, Larger)];
        Between = [.. Except([.. Small, .. Large], Enumerable.Range(1, Larger[^1]))];
    }

    /// <summary>The small widths, smallest first.</summary>
    public IReadOnlyList<Widths> Small { get; }

    /// <summary>Widths that programs use, smallest first.</summary>
    public IReadOnlyList<Widths> Large { get; }

    /// <summary>All others up to the largest of these, smallest first; several open types grow together.</summary>
    public IReadOnlyList<Widths> Between { get; }

    /// <summary>Whether there is more to prove than can be enumerated: types that are open with no small width above them.</summary>
    public bool AreUnbounded => _open.Count > 0 && _open.All(type => MostOf(type, 0) >= Larger[^1]);

    /// <summary>A width that no allowed width of a class is below.</summary>
    public int Least(int type) => LeastOf(type, 0);

    /// <summary>The choices of up to so many bits for each open type, or a few more where literals need them, smallest first.</summary>
    public IEnumerable<Widths> UpTo(int count)
    {
        List<Widths> found = [];
        var domains = _open.Select(type => Domain(type, count)).ToArray();
        if (domains.Aggregate(1.0, (product, domain) => product * domain.Length) > 100_000)
        {
            throw new RewriteException(0, $"The rewrite leaves {_open.Count} types open, which are too many combinations.", "Write some of the types.");
        }

        Fill(domains, [], found);
        return found.OrderBy(widths => widths.Open.DefaultIfEmpty(0).Max()).ThenBy(widths => widths.Open.Sum());
    }

    // The least widths that the type can have, given what is written and which types are narrower.
    private int[] Domain(int type, int count)
    {
        var (least, most) = (LeastOf(type, 0), MostOf(type, 0));
        var first = Math.Max(1, least);
        return [.. Enumerable.Range(first, Math.Max(0, Math.Min(most, first > count ? first + 3 : count) - first + 1))];
    }

    private int LeastOf(int type, int depth)
    {
        if (depth > _orders.Count)
        {
            return TypeRules.Widest + 1;
        }

        var own = _written.TryGetValue(type, out var width) ? width : Math.Max(1, _least.GetValueOrDefault(type));
        return _orders.Where(order => order.Wide == type).Select(order => LeastOf(order.Narrow, depth + 1) + 1).Append(own).Max();
    }

    private int MostOf(int type, int depth)
    {
        if (depth > _orders.Count)
        {
            return 0;
        }

        var own = _written.GetValueOrDefault(type, TypeRules.Widest);
        return _orders.Where(order => order.Narrow == type).Select(order => MostOf(order.Wide, depth + 1) - 1).Append(own).Min();
    }

    private void Fill(int[][] domains, Dictionary<int, int> chosen, List<Widths> found)
    {
        if (chosen.Count == domains.Length)
        {
            if (Complete(chosen) is { } widths)
            {
                found.Add(widths);
            }

            return;
        }

        var type = _open[chosen.Count];
        foreach (var width in domains[chosen.Count])
        {
            chosen[type] = width;
            Fill(domains, chosen, found);
            chosen.Remove(type);
        }
    }

    private Widths? Complete(Dictionary<int, int> open)
    {
        var all = new Dictionary<int, int>(_written);
        foreach (var (type, width) in open)
        {
            all[type] = width;
        }

        return Fits(all) && Extend(all, 0) ? new Widths(_types, all, _open) : null;
    }

    private bool Extend(Dictionary<int, int> all, int next)
    {
        if (next == _compilers.Count)
        {
            return true;
        }

        var type = _compilers[next];
        foreach (var width in OfCompiler)
        {
            all[type] = width;
            if (Fits(all) && Extend(all, next + 1))
            {
                return true;
            }
        }

        return all.Remove(type) && false;
    }

    private bool Fits(Dictionary<int, int> all) =>
        _orders.All(order => !all.TryGetValue(order.Narrow, out var narrow) || !all.TryGetValue(order.Wide, out var wide) || narrow < wide)
        && _least.All(least => _written.ContainsKey(least.Key) || !all.TryGetValue(least.Key, out var width) || width >= least.Value);

    private List<Widths> Except(IReadOnlyList<Widths> others, IEnumerable<int> widths)
    {
        var seen = others.Select(choice => choice.ToString()).ToHashSet();
        return _open.Count == 0 ? [] : [.. widths.Select(Scaled).OfType<Widths>().Where(choice => seen.Add(choice.ToString()))];
    }

    // The widest open types get the width, those that must be narrower than others half of it, and so on.
    private Widths? Scaled(int width)
    {
        var open = _open.ToDictionary(type => type, type => Math.Clamp(width >> HeightAbove(type, 0), Math.Max(1, LeastOf(type, 0)), Math.Max(1, MostOf(type, 0))));
        return Complete(open);
    }

    private int HeightAbove(int type, int depth) => depth > _orders.Count ? 0
        : _orders.Where(order => order.Narrow == type && _open.Contains(order.Wide)).Select(order => HeightAbove(order.Wide, depth + 1) + 1).DefaultIfEmpty(0).Max();
}
