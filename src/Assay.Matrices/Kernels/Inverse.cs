namespace Assay.Matrices.Kernels;

/// <summary>The inverse of a square matrix: of P A = L U, that of L, whose upper half is zero and costs nothing, and then U against it.</summary>
internal sealed class Inverse<TField>
    where TField : struct, IField
{
    private const int Low = 32;
    private const int Panel = 96;

    private readonly TField _field;
    private readonly Dense _factors;
    private readonly Dense _result;

    private Inverse(TField field, Dense factors) => (_field, _factors, _result) = (field, factors, new Dense(factors.Rows, factors.Rows));

    /// <summary>The inverse, row after row; null where a pivot is missing.</summary>
    public static double[]? Of(TField field, ReadOnlySpan<double> entries, int size) => Of(new Elimination<TField>(field, [.. entries], size, size));

    /// <summary>The inverse of a square matrix, from its elimination; null where a pivot is missing.</summary>
    public static double[]? Of(Elimination<TField> elimination)
    {
        var size = elimination.RowOrder.Length;
        if (elimination.Rank < size)
        {
            return null;
        }

        var inverse = new Inverse<TField>(elimination.Field, elimination.Factors);
        inverse.Lower(0, size);
        inverse.SolveUpper(0, size);
        var spare = new double[size];
        for (var row = 0; row < size; row++)
        {
            inverse._result.Row(row).CopyTo(spare);
            for (var column = 0; column < size; column++)
            {
                inverse._result[row, elimination.RowOrder[column]] = spare[column];
            }
        }

        return inverse._result.Entries;
    }

    // Some rows of the inverse of L, in columns from the first of them on, where they start.
    private void Lower(int first, int last)
    {
        if (last - first > Low)
        {
            var middle = (first + last) / 2;
            Lower(first, middle);
            for (var left = first; left < middle; left += Panel)
            {
                Eliminate(middle, last, left, middle, left, Math.Min(left + Panel, middle));
            }

            SolveLower(middle, last, first, middle);
            Lower(middle, last);
            return;
        }

        for (var row = first; row < last; row++)
        {
            _result[row, row] = 1;
            SubtractRows(row, first, row, first, row);
        }
    }

    // Some rows, in some columns: from those of L times a matrix to that matrix.
    private void SolveLower(int first, int last, int from, int to)
    {
        if (last - first > Low)
        {
            var middle = (first + last) / 2;
            SolveLower(first, middle, from, to);
            Eliminate(middle, last, first, middle, from, to);
            SolveLower(middle, last, from, to);
            return;
        }

        for (var row = first + 1; row < last; row++)
        {
            SubtractRows(row, first, row, from, to);
        }
    }

    // Some rows: from those of U times a matrix to that matrix.
    private void SolveUpper(int first, int last)
    {
        if (last - first > Low)
        {
            var middle = (first + last) / 2;
            SolveUpper(middle, last);
            Eliminate(first, middle, middle, last, 0, _result.Columns);
            SolveUpper(first, middle);
            return;
        }

        for (var row = last - 1; row >= first; row--)
        {
            SubtractRows(row, row + 1, last, 0, _result.Columns);
            _field.Multiply(_result.Row(row), _field.Invert(_factors[row, row]));
        }
    }

    private void SubtractRows(int row, int first, int last, int from, int to)
    {
        Span<int> starts = stackalloc int[Low];
        for (var k = first; k < last; k++)
        {
            starts[k - first] = (k * _result.Columns) + from;
        }

        Combination.Apply(_field, _result.Row(row)[from..to], _factors.Row(row)[first..last], _result.Entries, starts);
    }

    private void Eliminate(int top, int bottom, int first, int last, int from, int to) => Gemm<TField>.Update(
        _field, _factors.Block.At(top, first), null, _result.Block.At(first, from), _result.Block.At(top, from), bottom - top, last - first, to - from);
}
