namespace Assay.Matrices.Sparse;

/// <summary>Where a matrix has entries that are not zero, row by row.</summary>
internal sealed class SparsePattern
{
    private readonly int[] _starts;
    private readonly int[] _columns;

    /// <param name="starts">Where each row starts, and behind them where the last one ends.</param>
    /// <param name="columns">The columns of the entries, row after row.</param>
    /// <param name="width">The number of columns.</param>
    public SparsePattern(int[] starts, int[] columns, int width) => (_starts, _columns, Columns) = (starts, columns, width);

    /// <summary>The number of rows.</summary>
    public int Rows => _starts.Length - 1;

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of entries.</summary>
    public int Count => _columns.Length;

    /// <summary>The columns of the entries of a row.</summary>
    public ReadOnlySpan<int> Row(int row) => _columns.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>The number of entries in the rows before this one.</summary>
    public int Start(int row) => _starts[row];

    /// <summary>The pattern of entries that are given row by row.</summary>
    public static SparsePattern Of(int rows, int columns, IReadOnlyList<SparseEntry> entries)
    {
        var starts = new int[rows + 1];
        foreach (var entry in entries)
        {
            starts[entry.Row + 1]++;
        }

        for (var row = 0; row < rows; row++)
        {
            starts[row + 1] += starts[row];
        }

        return new SparsePattern(starts, [.. entries.Select(entry => entry.Column)], columns);
    }

    /// <summary>Rows and columns exchanged.</summary>
    /// <param name="places">For each entry of the result, which one of this pattern it was.</param>
    public SparsePattern Transpose(out int[] places)
    {
        var starts = new int[Columns + 1];
        foreach (var column in _columns)
        {
            starts[column + 1]++;
        }

        for (var column = 0; column < Columns; column++)
        {
            starts[column + 1] += starts[column];
        }

        var (next, rows) = (starts[..^1], new int[Count]);
        places = new int[Count];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                var place = next[_columns[i]]++;
                (rows[place], places[place]) = (row, i);
            }
        }

        return new SparsePattern(starts, rows, Rows);
    }
}
