using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Puts rows of a table, each a sample, side by side.</summary>
internal static unsafe class LaneGathering
{
    private const int Lane = Lanes.Count;

    /// <inheritdoc cref="IReal{TSelf, S}.Gather"/>
    public static void Gather(ReadOnlySpan<float> table, ReadOnlySpan<int> rows, Span<Lanes> block)
    {
        if (rows.Length == Lane && block.Length == 1)
        {
            var entries = MemoryMarshal.Cast<Lanes, float>(block);
            for (var lane = 0; lane < Lane; lane++)
            {
                entries[lane] = table[rows[lane]];
            }

            return;
        }

        if (rows.Length < Lane || block.Length < Squares.Size)
        {
            GatherPlainly(table, rows, block);
            return;
        }

        var starts = stackalloc nint[Lane];
        for (var lane = 0; lane < Lane; lane++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rows[lane], (uint)(table.Length / block.Length), nameof(rows));
            starts[lane] = rows[lane] * (nint)block.Length;
        }

        fixed (float* from = table)
        fixed (Lanes* to = block)
        {
            // The last square lies at the end, and repeats some of what the one before it did.
            for (var column = 0; column < block.Length; column += Squares.Size)
            {
                var place = Math.Min(column, block.Length - Squares.Size);
                Squares.Transpose(from + place, starts, (float*)(to + place), Lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherPlainly(ReadOnlySpan<float> table, ReadOnlySpan<int> rows, Span<Lanes> block)
    {
        var entries = MemoryMarshal.Cast<Lanes, float>(block);
        if (rows.Length < Lane)
        {
            entries.Clear();
        }

        for (var lane = 0; lane < rows.Length; lane++)
        {
            var row = table.Slice(rows[lane] * block.Length, block.Length);
            for (var i = 0; i < row.Length; i++)
            {
                entries[(i * Lane) + lane] = row[i];
            }
        }
    }
}
