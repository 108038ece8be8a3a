using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Matrices.Exact;

/// <summary>
/// A matrix of whole numbers of at most 15 bits, for exact products with digits of 24 bits: each digit in two halves, so that integer
/// instructions multiply pairs of 16 bits. Floats would first have to be made doubles, which takes longer than the products.
/// </summary>
internal sealed class ShortMatrix
{
    private const int MostBits = 15;
    private const int HalfBits = 12;
    private const int LaneBits = 31;
    private const int Count = 32;

    private readonly short[] _entries;
    private readonly short[] _low;
    private readonly short[] _high;
    private readonly int _columns;

    // Rows are filled up with zeros to whole vectors.
    private readonly int _stride;

    private ShortMatrix(IntegerMatrix matrix)
    {
        (_columns, _stride) = (matrix.Columns, Stride(matrix.Columns));
        (_entries, _low, _high) = (new short[matrix.Rows * _stride], new short[_stride], new short[_stride]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                _entries[(row * _stride) + column] = (short)matrix.Slices[0][(row * _columns) + column];
            }
        }
    }

    /// <summary>The matrix so; null where its numbers or sums are too large, or the instructions are missing.</summary>
    public static ShortMatrix? Of(IntegerMatrix matrix)
    {
        // A lane adds two products for each vector of a row; halves have at most 11 bits but for the sign.
        var products = 2L * Stride(matrix.Columns) / Count;
        return Avx512BW.IsSupported && matrix.Bits <= MostBits && products << (matrix.Bits + HalfBits - 1) < 1L << LaneBits ? new ShortMatrix(matrix) : null;
    }

    /// <summary>The product with digits of magnitude at most 2^23, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ReadOnlySpan<double> digits, Span<double> result)
    {
        for (var column = 0; column < _columns; column++)
        {
            var digit = (int)digits[column];
            var high = (digit + (1 << (HalfBits - 1))) >> HalfBits;
            (_low[column], _high[column]) = ((short)(digit - (high << HalfBits)), (short)high);
        }

        ref var low = ref MemoryMarshal.GetArrayDataReference(_low);
        ref var top = ref MemoryMarshal.GetArrayDataReference(_high);
        for (var row = 0; row < result.Length; row++)
        {
            ref var entries = ref _entries[row * _stride];
            var (lows, highs) = (Vector512<int>.Zero, Vector512<int>.Zero);
            for (nuint i = 0; i < (nuint)_stride; i += Count)
            {
                var next = Vector512.LoadUnsafe(ref entries, i);
                lows += Avx512BW.MultiplyAddAdjacent(next, Vector512.LoadUnsafe(ref low, i));
                highs += Avx512BW.MultiplyAddAdjacent(next, Vector512.LoadUnsafe(ref top, i));
            }

            result[row] = Vector512.Sum(
                Together(Avx512F.ConvertToVector512Double(lows.GetLower()), Avx512F.ConvertToVector512Double(highs.GetLower()))
                + Together(Avx512F.ConvertToVector512Double(lows.GetUpper()), Avx512F.ConvertToVector512Double(highs.GetUpper())));
        }
    }

    private static Vector512<double> Together(Vector512<double> low, Vector512<double> high) => low + (high * (1 << HalfBits));

    private static int Stride(int columns) => (columns + Count - 1) / Count * Count;
}
