using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Connectivity;

/// <summary>Inner products of all pairs of rows of two matrices; each is summed from the first entry to the last, fused, on every processor.</summary>
internal static class Crosses
{
    private const int Width = 8;
    private const int Tile = 8;

    /// <summary>Adds them to a table.</summary>
    /// <param name="left">Row after row.</param>
    /// <param name="right">As many rows of the same length.</param>
    /// <param name="rows">How many.</param>
    /// <param name="sums">[rows][rows]: one of the left, and one of the right.</param>
    public static void Add(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, Span<double> sums)
    {
        var length = left.Length / rows;

        // Eight rows of the right lie side by side, so that one load has an entry of each.
        var panel = new double[length * Width];
        Span<double> products = stackalloc double[Tile * Width];
        for (var from = 0; from < rows; from += Width)
        {
            var count = Math.Min(Width, rows - from);
            for (var row = 0; row < count; row++)
            {
                var entries = right.Slice((from + row) * length, length);
                for (var k = 0; k < entries.Length; k++)
                {
                    panel[(k * Width) + row] = entries[k];
                }
            }

            for (var row = 0; row < rows; row += Tile)
            {
                var tile = Math.Min(Tile, rows - row);
                Products(left.Slice(row * length, tile * length), panel, length, products);
                for (var i = 0; i < tile; i++)
                {
                    var own = sums.Slice(((row + i) * rows) + from, count);
                    for (var j = 0; j < own.Length; j++)
                    {
                        own[j] += products[(i * Width) + j];
                    }
                }
            }
        }
    }

    // Of up to eight rows with the eight of a panel; rows that are not there are the last one again.
    private static void Products(ReadOnlySpan<double> rows, double[] panel, int length, Span<double> products)
    {
        var last = (rows.Length / length) - 1;
        ref var first = ref MemoryMarshal.GetReference(rows);
        ref var place = ref MemoryMarshal.GetArrayDataReference(panel);
        nuint at1 = At(1), at2 = At(2), at3 = At(3), at4 = At(4), at5 = At(5), at6 = At(6), at7 = At(7);
        var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s4, s5, s6, s7) = (s0, s0, s0, s0);
        for (nuint k = 0; k < (nuint)length; k++)
        {
            var entry = Vector512.LoadUnsafe(ref place, k * Width);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, k)), entry, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at1 + k)), entry, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at2 + k)), entry, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at3 + k)), entry, s3);
            s4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at4 + k)), entry, s4);
            s5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at5 + k)), entry, s5);
            s6 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at6 + k)), entry, s6);
            s7 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref first, at7 + k)), entry, s7);
        }

        ref var sums = ref MemoryMarshal.GetReference(products);
        s0.StoreUnsafe(ref sums);
        s1.StoreUnsafe(ref sums, Width);
        s2.StoreUnsafe(ref sums, 2 * Width);
        s3.StoreUnsafe(ref sums, 3 * Width);
        s4.StoreUnsafe(ref sums, 4 * Width);
        s5.StoreUnsafe(ref sums, 5 * Width);
        s6.StoreUnsafe(ref sums, 6 * Width);
        s7.StoreUnsafe(ref sums, 7 * Width);

        nuint At(int row) => (nuint)(Math.Min(row, last) * length);
    }
}
