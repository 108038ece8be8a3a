using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Sparse;

/// <summary>
/// Gaussian elimination modulo a prime, where the next pivot is one of those that make the fewest new entries (Markowitz, The
/// Elimination Form of the Inverse and Its Application to Linear Programming, 1957). What becomes dense is eliminated so.
/// </summary>
internal sealed class SparseElimination
{
    // So many rows or columns are looked at for a pivot (Zlatev 1980).
    private const int MostLines = 4;

    private readonly PrimeField _field;
    private readonly ActiveMatrix _active;
    private readonly List<EliminationStep> _steps = [];
    private readonly bool _keepSteps;
    private readonly List<int> _rows = [];
    private readonly List<int> _columns = [];
    private Elimination<PrimeField>? _dense;
    private long _kept;

    /// <param name="field">The field.</param>
    /// <param name="pattern">Where the matrix has entries.</param>
    /// <param name="residues">Their residues.</param>
    /// <param name="keepSteps">Whether systems will be solved by it.</param>
    /// <param name="limits">How far it stays sparse.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MatrixException">It comes to hold too many entries.</exception>
    public SparseElimination(PrimeField field, SparsePattern pattern, ReadOnlySpan<double> residues, bool keepSteps, SparseLimits limits, CancellationToken cancellation)
    {
        (_field, _keepSteps, _active) = (field, keepSteps, new ActiveMatrix(field, pattern, residues));
        while (_active.Count > 0 && !limits.IsDense(_active.Count, _active.Rows.Filled, _active.Columns.Filled))
        {
            cancellation.ThrowIfCancellationRequested();
            limits.Check(_active.Count + _kept);
            Step();
        }

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

    /// <summary>Solves systems with the minor of the pivots.</summary>
    /// <exception cref="InvalidOperationException">The steps were not kept.</exception>
    public SparseFactors Factors() => _keepSteps
        ? new SparseFactors(_field, _steps, [.. _rows.Skip(_steps.Count)], [.. _columns.Skip(_steps.Count)], _dense is null ? null : new DenseFactors(_field, _dense))
        : throw new InvalidOperationException("The steps were not kept.");

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
        _dense = _keepSteps ? elimination : null;
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
}
