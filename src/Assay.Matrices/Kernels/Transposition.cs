using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Matrices.Kernels;

/// <summary>Rows as columns: squares of eight by eight or four by four in registers, where there are such.</summary>
internal static class Transposition
{
    private static readonly int Square = Avx512F.IsSupported ? 8 : Avx.IsSupported ? 4 : 1;

    /// <summary>Copies.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="sourceStride">How far one row is from the next.</param>
    /// <param name="target">Receives them as columns.</param>
    /// <param name="targetStride">How far what was one column is from the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ReadOnlySpan<double> source, int sourceStride, Span<double> target, int targetStride, int rows, int columns)
    {
        // Squares of one entry are what the last loop does.
        var (wholeRows, wholeColumns) = Square > 1 ? (rows / Square * Square, columns / Square * Square) : (0, 0);
        for (var row = 0; row < wholeRows; row += Square)
        {
            for (var column = 0; column < wholeColumns; column += Square)
            {
                // Slices check that the square lies inside.
                var from = source.Slice((row * sourceStride) + column, ((Square - 1) * sourceStride) + Square);
                var to = target.Slice((column * targetStride) + row, ((Square - 1) * targetStride) + Square);
                ref var first = ref MemoryMarshal.GetReference(from);
                if (Avx512F.IsSupported)
                {
                    CopyEight(ref first, sourceStride, ref MemoryMarshal.GetReference(to), targetStride);
                }
                else
                {
                    CopyFour(ref first, sourceStride, ref MemoryMarshal.GetReference(to), targetStride);
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            for (var column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
            {
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(ref double source, int sourceStride, ref double target, int targetStride)
    {
        const byte Low = 0x20;
        const byte High = 0x31;
        var row0 = Vector256.LoadUnsafe(ref source);
        var row1 = Vector256.LoadUnsafe(ref source, (nuint)sourceStride);
        var row2 = Vector256.LoadUnsafe(ref source, (nuint)(2 * sourceStride));
        var row3 = Vector256.LoadUnsafe(ref source, (nuint)(3 * sourceStride));
        var (upper, lower) = (Avx.UnpackLow(row0, row1), Avx.UnpackLow(row2, row3));
        Avx.Permute2x128(upper, lower, Low).StoreUnsafe(ref target);
        Avx.Permute2x128(upper, lower, High).StoreUnsafe(ref target, (nuint)(2 * targetStride));
        (upper, lower) = (Avx.UnpackHigh(row0, row1), Avx.UnpackHigh(row2, row3));
        Avx.Permute2x128(upper, lower, Low).StoreUnsafe(ref target, (nuint)targetStride);
        Avx.Permute2x128(upper, lower, High).StoreUnsafe(ref target, (nuint)(3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEight(ref double source, int sourceStride, ref double target, int targetStride)
    {
        // Pairs of rows, of which one entry each lies side by side.
        var (even0, odd0) = Pair(ref source, sourceStride, 0);
        var (even2, odd2) = Pair(ref source, sourceStride, 2);
        var (even4, odd4) = Pair(ref source, sourceStride, 4);
        var (even6, odd6) = Pair(ref source, sourceStride, 6);
        Store(even0, even2, even4, even6, ref target, targetStride);
        Store(odd0, odd2, odd4, odd6, ref Unsafe.Add(ref target, targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Even, Vector512<double> Odd) Pair(ref double source, int stride, int row)
    {
        var upper = Vector512.LoadUnsafe(ref source, (nuint)(row * stride));
        var lower = Vector512.LoadUnsafe(ref source, (nuint)((row + 1) * stride));
        return (Avx512F.UnpackLow(upper, lower), Avx512F.UnpackHigh(upper, lower));
    }

    // Columns 0, 2, 4 and 6 of what the pairs hold: quarters of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, ref double target, int stride)
    {
        const byte First = 0b10_00_10_00;
        const byte Second = 0b11_01_11_01;
        var (upper, lower) = (Avx512F.Shuffle4x128(a, b, First), Avx512F.Shuffle4x128(c, d, First));
        Avx512F.Shuffle4x128(upper, lower, First).StoreUnsafe(ref target);
        Avx512F.Shuffle4x128(upper, lower, Second).StoreUnsafe(ref target, (nuint)(4 * stride));
        (upper, lower) = (Avx512F.Shuffle4x128(a, b, Second), Avx512F.Shuffle4x128(c, d, Second));
        Avx512F.Shuffle4x128(upper, lower, First).StoreUnsafe(ref target, (nuint)(2 * stride));
        Avx512F.Shuffle4x128(upper, lower, Second).StoreUnsafe(ref target, (nuint)(6 * stride));
    }
}
