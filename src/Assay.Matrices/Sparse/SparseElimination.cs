using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Exact;
using Assay.Matrices.Formats;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Sparse;

/// <summary>
/// Gaussian elimination modulo a prime, where the next pivot is one of those that make the fewest new entries (Markowitz, The
/// Elimination Form of the Inverse and Its Application to Linear Programming, 1957). What becomes dense is eliminated so.
/// </summary>
internal sealed class SparseElimination
{
    /// <summary>The density from which on the dense elimination is faster.</summary>
    public const double Dense = 0.05;

    // So many rows or columns are looked at for a pivot (Zlatev 1980).
    private const int MostLines = 4;
    private const int BytesOfEntry = sizeof(int) + sizeof(double);

    private readonly PrimeField _field;
    private readonly ActiveMatrix _active;
    private readonly List<EliminationStep> _steps = [];
    private readonly bool _keepSteps;
    private readonly List<int> _rows = [];
    private readonly List<int> _columns = [];
    private long _kept;

    /// <param name="field">The field.</param>
    /// <param name="pattern">Where the matrix has entries.</param>
    /// <param name="residues">Their residues.</param>
    /// <param name="keepSteps">Whether systems will be solved by it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="dense">The density from which on the dense elimination takes over.</param>
    /// <exception cref="MatrixException">It comes to hold too many entries.</exception>
    public SparseElimination(PrimeField field, SparsePattern pattern, ReadOnlySpan<double> residues, bool keepSteps, CancellationToken cancellation, double dense = Dense)
    {
        (_field, _keepSteps, _active) = (field, keepSteps, new ActiveMatrix(field, pattern, residues));
        while (_active.Count > 0 && !IsDense(dense))
        {
            cancellation.ThrowIfCancellationRequested();
            CheckFill(pattern.Count);
            Step();
        }

        SparsePivots = _rows.Count;
        if (_active.Count > 0)
        {
            EliminateDense();
        }
    }

    /// <summary>The rank modulo the prime.</summary>
    public int Rank => _rows.Count;

    /// <summary>The rows of the pivots.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>The columns of the pivots.</summary>
    public IReadOnlyList<int> Columns => _columns;

    /// <summary>How many pivots were found before the dense elimination.</summary>
    public int SparsePivots { get; }

    /// <summary>Solves systems with the minor of the pivots.</summary>
    public SparseFactors Factors()
    {
        int[] rows = [.. _rows.Skip(SparsePivots)];
        int[] columns = [.. _columns.Skip(SparsePivots)];
        var inverse = Elimination<PrimeField>.Invert(_field, Entries(rows, columns), rows.Length)
            ?? throw new InvalidOperationException("A minor of pivots is singular.");
        return new SparseFactors(_field, _steps, rows, columns, Array.ConvertAll(inverse, entry => (float)entry));
    }

    private bool IsDense(double dense)
    {
        var places = (long)_active.Rows.Filled * _active.Columns.Filled;
        return places <= MatrixFile.MostEntries && _active.Count >= dense * places;
    }

    private void Step()
    {
        var (row, column) = FindPivot();
        var factors = new SparseLine([], []);
        var (pivotRow, inverse) = _active.Eliminate(row, column, factors);
        _rows.Add(row);
        _columns.Add(column);
        if (_keepSteps)
        {
            _steps.Add(new EliminationStep(row, column, inverse, pivotRow, factors));
            _kept += pivotRow.Count + factors.Count;
        }
    }

    // The fewest new entries that a pivot could make is one less than the entries in its row, times that of its column.
    private (int Row, int Column) FindPivot()
    {
        var (best, least, looked) = ((Row: -1, Column: -1), long.MaxValue, 0);
        for (var count = 1; ; count++)
        {
            for (var column = _active.Columns.First(count); column >= 0; column = _active.Columns.Next(column))
            {
                foreach (var row in _active.Column(column))
                {
                    Offer(row, column);
                }

                if (IsEnough(count))
                {
                    return best;
                }
            }

            for (var row = _active.Rows.First(count); row >= 0; row = _active.Rows.Next(row))
            {
                foreach (var column in _active.Row(row).Places)
                {
                    Offer(row, column);
                }

                if (IsEnough(count))
                {
                    return best;
                }
            }
        }

        void Offer(int row, int column)
        {
            var entries = (_active.Rows.Count(row) - 1L) * (_active.Columns.Count(column) - 1L);
            (best, least) = entries < least ? ((row, column), entries) : (best, least);
        }

        bool IsEnough(int count) => ++looked >= MostLines || least <= (count - 1L) * (count - 1L);
    }

    private void EliminateDense()
    {
        int[] rows = [.. Enumerable.Range(0, _active.Rows.Lines).Where(row => _active.Rows.Count(row) > 0)];
        int[] columns = [.. Enumerable.Range(0, _active.Columns.Lines).Where(column => _active.Columns.Count(column) > 0)];
        var elimination = new Elimination<PrimeField>(_field, Entries(rows, columns), rows.Length, columns.Length);
        _rows.AddRange(elimination.RowOrder.Take(elimination.Rank).Select(row => rows[row]));
        foreach (var pivot in elimination.Pivots)
        {
            _columns.Add(columns[pivot]);
        }
    }

    private double[] Entries(int[] rows, int[] columns)
    {
        var positions = new int[_active.Columns.Lines];
        Array.Fill(positions, -1);
        foreach (var (i, column) in columns.Index())
        {
            positions[column] = i;
        }

        var entries = new double[rows.Length * columns.Length];
        foreach (var (i, row) in rows.Index())
        {
            var line = _active.Row(row);
            for (var k = 0; k < line.Count; k++)
            {
                if (positions[line.Places[k]] >= 0)
                {
                    entries[(i * columns.Length) + positions[line.Places[k]]] = line.Values[k];
                }
            }
        }

        return entries;
    }

    private void CheckFill(int given)
    {
        var held = _active.Count + _kept;
        if (held > MatrixFile.MostEntries)
        {
            var gigabytes = held * (double)BytesOfEntry / (1 << 30);
            throw new MatrixException(new Problem(
                Place.Whole("matrix"),
                FormattableString.Invariant($"Elimination made {held:N0} entries from {given:N0}, which take {gigabytes:N1} GiB, after {_rows.Count:N0} pivots."),
                FormattableString.Invariant($"Sparse matrices are answered as long as it holds up to {MatrixFile.MostEntries:N0}.")));
        }
    }
}
