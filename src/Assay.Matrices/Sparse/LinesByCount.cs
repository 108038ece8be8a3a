namespace Assay.Matrices.Sparse;

/// <summary>Rows or columns by the number of their entries, in linked lists, so that those with the fewest are at hand.</summary>
internal sealed class LinesByCount
{
    private const int None = -1;

    private readonly int[] _first;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _counts;

    /// <param name="counts">The number of entries of each line.</param>
    /// <param name="most">The most entries that a line can come to have.</param>
    public LinesByCount(int[] counts, int most)
    {
        (_first, _next, _previous, _counts) = (new int[most + 1], new int[counts.Length], new int[counts.Length], counts);
        Array.Fill(_first, None);
        for (var line = counts.Length - 1; line >= 0; line--)
        {
            Link(line);
        }
    }

    /// <summary>The number of lines.</summary>
    public int Lines => _counts.Length;

    /// <summary>The number of lines with entries.</summary>
    public int Filled { get; private set; }

    /// <summary>The number of entries of a line.</summary>
    public int Count(int line) => _counts[line];

    /// <summary>The first line with so many entries; negative where there is none.</summary>
    public int First(int count) => count < _first.Length ? _first[count] : None;

    /// <summary>The next line with as many entries; negative where there is none.</summary>
    public int Next(int line) => _next[line];

    /// <summary>A line comes to have another number of entries.</summary>
    public void Set(int line, int count)
    {
        if (count == _counts[line])
        {
            return;
        }

        Unlink(line);
        _counts[line] = count;
        Link(line);
    }

    private void Link(int line)
    {
        var count = _counts[line];
        Filled += count > 0 ? 1 : 0;
        (_previous[line], _next[line]) = (None, _first[count]);
        if (_first[count] != None)
        {
            _previous[_first[count]] = line;
        }

        _first[count] = line;
    }

    private void Unlink(int line)
    {
        Filled -= _counts[line] > 0 ? 1 : 0;
        if (_next[line] != None)
        {
            _previous[_next[line]] = _previous[line];
        }

        if (_previous[line] != None)
        {
            _next[_previous[line]] = _next[line];
        }
        else
        {
            _first[_counts[line]] = _next[line];
        }
    }
}
