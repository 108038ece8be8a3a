namespace Assay.Programs.Synthesis.Layers;

/// <summary>States of one layer, in pages: the number of members, then the members, state after state.</summary>
internal sealed class StateLayer
{
    private const int PageLength = 1 << 13;

    private readonly List<ushort[]> _pages = [];
    private ushort[] _open = [];
    private int _used;

    /// <summary>The number of states.</summary>
    public long Count { get; private set; }

    /// <summary>The pages; what follows the last state of a page is zero.</summary>
    public IReadOnlyList<ushort[]> Pages => _pages;

    /// <summary>Adds a state.</summary>
    public void Add(ReadOnlySpan<ushort> members)
    {
        if (_used + members.Length + 1 > _open.Length)
        {
            _open = new ushort[Math.Max(PageLength, members.Length + 1)];
            _used = 0;
            _pages.Add(_open);
        }

        _open[_used] = (ushort)members.Length;
        members.CopyTo(_open.AsSpan(_used + 1));
        _used += members.Length + 1;
        Count++;
    }

    /// <summary>All states, one by one.</summary>
    public IEnumerable<ushort[]> States()
    {
        foreach (var page in _pages)
        {
            for (var at = 0; at < page.Length && page[at] > 0; at += 1 + page[at])
            {
                yield return page[(at + 1)..(at + 1 + page[at])];
            }
        }
    }

    /// <summary>Takes over the states of another layer.</summary>
    public void Take(StateLayer other)
    {
        _pages.AddRange(other._pages);
        Count += other.Count;
        (_open, _used) = ([], 0);
    }

    /// <summary>Takes the next state off a page.</summary>
    /// <returns>The members; none at the end of the page.</returns>
    public static ReadOnlySpan<ushort> Next(ref ReadOnlySpan<ushort> page)
    {
        if (page.IsEmpty || page[0] == 0)
        {
            return [];
        }

        var members = page.Slice(1, page[0]);
        page = page[(1 + members.Length)..];
        return members;
    }
}
