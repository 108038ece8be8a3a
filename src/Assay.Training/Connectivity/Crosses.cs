using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Connectivity;

/// <summary>Inner products of all pairs of rows of two matrices; each is summed from the first entry to the last, fused, on every processor.</summary>
internal static class Crosses
{
    private const int Width = 8;
    private const int Tile = 4;

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
        Span<double> one = stackalloc double[Width];
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
                var last = Math.Min(Tile, rows - row) - 1;
                var (a, b, c, d) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
                var first = left.Slice(row * length, length);
                var second = left.Slice((row + Math.Min(1, last)) * length, length);
                var third = left.Slice((row + Math.Min(2, last)) * length, length);
                var fourth = left.Slice((row + last) * length, length);
                ref var place = ref MemoryMarshal.GetArrayDataReference(panel);
                for (var k = 0; k < length; k++)
                {
                    var entry = Vector512.LoadUnsafe(ref place, (nuint)(k * Width));
                    a = Vector512.FusedMultiplyAdd(Vector512.Create(first[k]), entry, a);
                    b = Vector512.FusedMultiplyAdd(Vector512.Create(second[k]), entry, b);
                    c = Vector512.FusedMultiplyAdd(Vector512.Create(third[k]), entry, c);
                    d = Vector512.FusedMultiplyAdd(Vector512.Create(fourth[k]), entry, d);
                }

                for (var i = 0; i <= last; i++)
                {
                    (i == last ? d : i == 0 ? a : i == 1 ? b : c).CopyTo(one);
                    var own = sums.Slice(((row + i) * rows) + from, count);
                    for (var j = 0; j < own.Length; j++)
                    {
                        own[j] += one[j];
                    }
                }
            }
        }
    }
}
