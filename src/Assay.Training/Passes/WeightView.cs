using System.Globalization;

namespace Assay.Training.Passes;

/// <summary>A matrix among the parameters.</summary>
/// <param name="Start">The place of its first entry.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="RowStride">How far one row is from the next.</param>
/// <param name="ColumnStride">How far one column is from the next.</param>
internal readonly record struct WeightView(int Start, int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>A matrix of so many rows and columns, stored row by row.</summary>
    public static WeightView Of(int start, int rows, int columns) => new(start, rows, columns, columns, 1);

    /// <summary>The same entries with rows for columns.</summary>
    public WeightView Transposed => new(Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The place of the first entry of a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int RowStart(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return Start + (row * RowStride);
    }

    // The one that a record writes would print the transposed matrix of the transposed matrix, and so on.
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rows}x{Columns} at {Start}, rows {RowStride} apart, columns {ColumnStride}");

    /// <summary>Makes sure that all entries lie among so many parameters.</summary>
    public void Check(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RowStride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ColumnStride);
        var last = Start + ((Rows - 1L) * RowStride) + ((Columns - 1L) * ColumnStride);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, count);
    }
}
