using System.Runtime.CompilerServices;

namespace Assay.Matrices.Kernels;

/// <summary>
/// Gaussian elimination over a field, with exchange of rows: P A = L U in the columns that have pivots; columns that depend on
/// those before them are passed over.
/// </summary>
/// <remarks>
/// Recursive, so that nearly all work is in products of matrices (Jeannerod, Pernet and Storjohann, Rank-Profile Revealing
/// Gaussian Elimination and the CUP Matrix Decomposition, 2013). Row k holds pivot k, and below it the multipliers.
/// </remarks>
internal sealed class Elimination<TField>
    where TField : struct, IField
{
    // As wide as the tiles of a product, or a multiple of it.
    private const int Narrow = 24;

    private readonly double[] _entries;
    private readonly int _rows;
    private readonly int _stride;
    private readonly int[] _pivots;
    private readonly double[] _narrow;
    private readonly int _narrowStride;
    private int _exchanges;

    /// <param name="field">The field.</param>
    /// <param name="entries">The entries, row after row; taken over, and overwritten.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns in which pivots are sought.</param>
    public Elimination(TField field, double[] entries, int rows, int columns)
    {
        (Field, _entries, _rows, _stride) = (field, entries, rows, columns);
        RowOrder = [.. Enumerable.Range(0, rows)];
        _pivots = new int[Math.Min(rows, columns)];

        // An odd number of lines of the cache, so that columns do not all go to the same places in it.
        _narrowStride = (((rows + 7) / 8) | 1) * 8;
        _narrow = new double[Narrow * _narrowStride];
        Factor(0, columns);
    }

    /// <summary>The field.</summary>
    public TField Field { get; }

    /// <summary>The result: multipliers below the pivots, and U.</summary>
    public Dense Factors => new(_entries, _rows, _stride);

    /// <summary>The number of pivots: the rank, as far as the field's arithmetic is exact.</summary>
    public int Rank { get; private set; }

    /// <summary>The row of the matrix that each row of the result was; those of the pivots are first.</summary>
    public int[] RowOrder { get; }

    /// <summary>The columns of the pivots, in ascending order.</summary>
    public ReadOnlySpan<int> Pivots => _pivots.AsSpan(0, Rank);

    /// <summary>Whether rows were exchanged an odd number of times, so that the determinant is minus the product of the pivots.</summary>
    public bool IsOdd => _exchanges % 2 == 1;

    /// <summary>The pivot with a number, from 0 on.</summary>
    public double Pivot(int k) => _entries[(k * _stride) + _pivots[k]];

    /// <summary>Row k of the result: multipliers in the columns of the pivots before it, then the pivot and what is right of it.</summary>
    public ReadOnlySpan<double> Row(int k) => _entries.AsSpan(k * _stride, _stride);

    private Block All => new(_entries, 0, _stride);

    // Finds the pivots of some columns, and eliminates in these.
    private void Factor(int from, int to)
    {
        if (to - from <= Narrow)
        {
            FactorNarrow(from, to);
            return;
        }

        var (middle, first) = (from + Math.Max(Narrow, (to - from) / 2 / Narrow * Narrow), Rank);
        Factor(from, middle);
        Solve(first, Rank, middle, to);
        Eliminate(Rank, _rows, first, Rank, middle, to);
        Factor(middle, to);
    }

    // On a copy of the columns, in which a column lies side by side; each first loses what belongs to the pivots before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FactorNarrow(int from, int to)
    {
        var (top, height) = (Rank, _rows - Rank);
        if (height == 0)
        {
            return;
        }

        var rows = _entries.AsSpan((top * _stride) + from);
        Transposition.Copy(rows, _stride, _narrow, _narrowStride, height, to - from);
        Span<int> starts = stackalloc int[Narrow];
        for (var column = from; column < to; column++)
        {
            var entries = Narrowed(column - from)[..height];
            var count = Rank - top;
            for (var k = 1; k < count; k++)
            {
                Combination.Apply(Field, entries.Slice(k, 1), entries[..k], _narrow.AsSpan(k), starts);
            }

            Combination.Apply(Field, entries[count..], entries[..count], _narrow.AsSpan(count), starts);
            var row = Field.FindPivot(entries[count..]);
            if (row >= 0)
            {
                Exchange(Rank + row, Rank, count, to - from);
                Field.Multiply(entries[(count + 1)..], Field.Invert(entries[count]));
                starts[count] = (column - from) * _narrowStride;
                _pivots[Rank++] = column;
            }
        }

        Transposition.Copy(_narrow, _narrowStride, rows, _stride, to - from, height);
    }

    private Span<double> Narrowed(int column) => _narrow.AsSpan(column * _narrowStride, _rows);

    // The rows of some pivots in later columns: from what they were to those of U.
    private void Solve(int first, int last, int from, int to)
    {
        if (last - first > Narrow)
        {
            var middle = (first + last) / 2;
            Solve(first, middle, from, to);
            Eliminate(middle, last, first, middle, from, to);
            Solve(middle, last, from, to);
            return;
        }

        Span<int> starts = stackalloc int[Narrow];
        Span<double> factors = stackalloc double[Narrow];
        for (var row = first + 1; row < last; row++)
        {
            var count = row - first;
            starts[count - 1] = ((row - 1) * _stride) + from;
            for (var k = 0; k < count; k++)
            {
                factors[k] = _entries[(row * _stride) + _pivots[first + k]];
            }

            Combination.Apply(Field, _entries.AsSpan((row * _stride) + from, to - from), factors[..count], _entries, starts);
        }
    }

    // Subtracts from rows what their multipliers make of the rows of some pivots.
    private void Eliminate(int top, int bottom, int first, int last, int from, int to)
    {
        if (top < bottom && first < last)
        {
            // Most of the time the pivots are in neighbouring columns.
            var areNeighbours = _pivots[last - 1] - _pivots[first] == last - 1 - first;
            var (left, chosen) = areNeighbours ? (_pivots[first], null) : (0, _pivots[first..last]);
            Gemm<TField>.Update(Field, All.At(top, left), chosen, All.At(first, from), All.At(top, from), bottom - top, last - first, to - from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exchange(int a, int b, int narrow, int width)
    {
        if (a == b)
        {
            return;
        }

        _exchanges++;
        (RowOrder[a], RowOrder[b]) = (RowOrder[b], RowOrder[a]);
        for (var column = 0; column < width; column++)
        {
            var entries = Narrowed(column);
            (entries[narrow], entries[narrow + a - b]) = (entries[narrow + a - b], entries[narrow]);
        }

        DenseVector.Exchange(_entries.AsSpan(a * _stride, _stride), _entries.AsSpan(b * _stride, _stride));
    }
}
