namespace Assay.Matrices.Sparse;

/// <summary>A row that grows and shrinks: the places of its entries in any order, and their values.</summary>
internal sealed class SparseLine
{
    private int[] _places;
    private double[] _values;

    /// <param name="places">The places.</param>
    /// <param name="values">The values; none for a line that only has places.</param>
    public SparseLine(ReadOnlySpan<int> places, ReadOnlySpan<double> values) => (_places, _values, Count) = (places.ToArray(), values.ToArray(), places.Length);

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The places.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, Count);

    /// <summary>The values.</summary>
    public Span<double> Values => _values.AsSpan(0, Count);

    /// <summary>Adds a place without a value.</summary>
    public void Add(int place)
    {
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Math.Max(4, 2 * Count));
        }

        _places[Count++] = place;
    }

    /// <summary>Adds an entry.</summary>
    public void Add(int place, double value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, 2 * Count));
        }

        _values[Count] = value;
        Add(place);
    }

    /// <summary>Where in the line a place is.</summary>
    public int IndexOf(int place) => Places.IndexOf(place);

    /// <summary>Takes an entry out; the last one takes its position.</summary>
    public void RemoveAt(int index)
    {
        Count--;
        _places[index] = _places[Count];
        if (_values.Length > Count)
        {
            _values[index] = _values[Count];
        }
    }
}
