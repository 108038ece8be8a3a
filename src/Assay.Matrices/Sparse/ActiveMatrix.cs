using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>
/// What an elimination has not finished of a matrix: its rows with residues, the rows that each column has entries in, and both by
/// their numbers of entries.
/// </summary>
internal sealed class ActiveMatrix
{
    private readonly PrimeField _field;
    private readonly SparseLine[] _rows;
    private readonly SparseLine[] _columns;

    // The row of the pivot, spread out; a mark tells the entries of this step, and which row has them.
    private readonly double[] _spread;
    private readonly long[] _marks;
    private long _mark;

    /// <param name="field">The field.</param>
    /// <param name="pattern">Where the matrix has entries.</param>
    /// <param name="residues">The residues of its entries; those that are zero are left out.</param>
    public ActiveMatrix(PrimeField field, SparsePattern pattern, ReadOnlySpan<double> residues)
    {
        (_field, _rows, _columns) = (field, new SparseLine[pattern.Rows], new SparseLine[pattern.Columns]);
        (_spread, _marks) = (new double[pattern.Columns], new long[pattern.Columns]);
        for (var column = 0; column < pattern.Columns; column++)
        {
            _columns[column] = new SparseLine([], []);
        }

        for (var row = 0; row < pattern.Rows; row++)
        {
            _rows[row] = new SparseLine([], []);
            var i = pattern.Start(row);
            foreach (var column in pattern.Row(row))
            {
                if (residues[i] != 0)
                {
                    _rows[row].Add(column, residues[i]);
                    _columns[column].Add(row);
                }

                i++;
            }
        }

        Rows = new LinesByCount(Array.ConvertAll(_rows, row => row.Count), pattern.Columns);
        Columns = new LinesByCount(Array.ConvertAll(_columns, column => column.Count), pattern.Rows);
        Count = _rows.Sum(row => (long)row.Count);
    }

    /// <summary>The rows by their numbers of entries.</summary>
    public LinesByCount Rows { get; }

    /// <summary>The columns by their numbers of entries.</summary>
    public LinesByCount Columns { get; }

    /// <summary>The number of entries.</summary>
    public long Count { get; private set; }

    /// <summary>A row.</summary>
    public SparseLine Row(int row) => _rows[row];

    /// <summary>The rows that a column has entries in.</summary>
    public ReadOnlySpan<int> Column(int column) => _columns[column].Places;

    /// <summary>Eliminates a column by a row, and takes both out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column, in which the row has an entry.</param>
    /// <param name="factors">Receives the rows that lost a multiple of this row, and the factors.</param>
    /// <returns>The row as it was, without the pivot; and the pivot's inverse.</returns>
    public (SparseLine Row, double Inverse) Eliminate(int row, int column, SparseLine factors)
    {
        var pivotRow = _rows[row];
        var place = pivotRow.IndexOf(column);
        var inverse = _field.Invert(pivotRow.Values[place]);
        pivotRow.RemoveAt(place);
        Forget(column, row);
        var first = ++_mark;
        for (var i = 0; i < pivotRow.Count; i++)
        {
            var other = pivotRow.Places[i];
            (_spread[other], _marks[other]) = (pivotRow.Values[i], first);
            Forget(other, row);
        }

        Count -= pivotRow.Count + 1 + _columns[column].Count;
        foreach (var lower in _columns[column].Places)
        {
            var entries = _rows[lower];
            place = entries.IndexOf(column);
            var factor = _field.Reduce(entries.Values[place] * inverse);
            entries.RemoveAt(place);
            factors.Add(lower, factor);
            Subtract(lower, factor, pivotRow, first);
            Rows.Set(lower, entries.Count);
        }

        _columns[column] = new SparseLine([], []);
        Columns.Set(column, 0);
        Rows.Set(row, 0);
        foreach (var other in pivotRow.Places)
        {
            Columns.Set(other, _columns[other].Count);
        }

        _rows[row] = new SparseLine([], []);
        return (pivotRow, inverse);
    }

    private void Subtract(int row, double factor, SparseLine pivotRow, long first)
    {
        var (entries, mine) = (_rows[row], ++_mark);
        for (var i = 0; i < entries.Count;)
        {
            var column = entries.Places[i];
            if (_marks[column] < first)
            {
                i++;
                continue;
            }

            _marks[column] = mine;
            var value = _field.Reduce(entries.Values[i] - (factor * _spread[column]));
            if (value != 0)
            {
                entries.Values[i++] = value;
                continue;
            }

            entries.RemoveAt(i);
            Forget(column, row);
            Count--;
        }

        foreach (var column in pivotRow.Places)
        {
            if (_marks[column] != mine)
            {
                entries.Add(column, _field.Reduce(-factor * _spread[column]));
                _columns[column].Add(row);
                Count++;
            }
        }
    }

    private void Forget(int column, int row) => _columns[column].RemoveAt(_columns[column].IndexOf(row));
}
