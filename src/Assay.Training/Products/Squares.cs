using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Transposes squares of sixteen by sixteen floats in registers, where there are such.</summary>
internal static unsafe class Squares
{
    /// <summary>Rows and columns of a square.</summary>
    public const int Size = 16;

    /// <summary>Copies sixteen rows as columns.</summary>
    /// <param name="source">The place that rows are counted from.</param>
    /// <param name="rows">Where each of the sixteen rows starts.</param>
    /// <param name="target">Receives them as columns.</param>
    /// <param name="stride">How far what was one column is from the next.</param>
    public static void Transpose(float* source, nint* rows, float* target, nint stride)
    {
        if (Avx512F.IsSupported)
        {
            Transpose512(source, rows, target, stride);
        }
        else if (Avx.IsSupported)
        {
            Transpose256(source, rows, target, stride);
        }
        else
        {
            TransposePlainly(source, rows, target, stride);
        }
    }

    /// <summary>Copies sixteen rows, each as far from the next, as columns.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="row">From one row to the next.</param>
    /// <param name="target">Receives them as columns.</param>
    /// <param name="stride">How far what was one column is from the next.</param>
    public static void TransposeEven(float* source, nint row, float* target, nint stride)
    {
        if (Avx512F.IsSupported)
        {
            TransposeEven512(source, row, target, stride);
        }
        else
        {
            TransposeAny(source, row, target, stride);
        }
    }

    /// <summary>One float after another.</summary>
    public static void TransposePlainly(float* source, nint* rows, float* target, nint stride)
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                target[(column * stride) + row] = source[rows[row] + column];
            }
        }
    }

    /// <summary>With vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose256(float* source, nint* rows, float* target, nint stride)
    {
        for (var corner = 0; corner < 4; corner++)
        {
            var (row, column) = (8 * (corner >> 1), 8 * (corner & 1));
            var from = source + column;
            var to = target + (column * stride) + row;
            var (a0, a1, a2, a3) = Quad256(from, rows + row);
            var (b0, b1, b2, b3) = Quad256(from, rows + row + 4);
            Store256(a0, b0, to, stride);
            Store256(a1, b1, to + stride, stride);
            Store256(a2, b2, to + (2 * stride), stride);
            Store256(a3, b3, to + (3 * stride), stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose512(float* source, nint* rows, float* target, nint stride)
    {
        var (a0, a1, a2, a3) = Quad512(source, rows);
        var (b0, b1, b2, b3) = Quad512(source, rows + 4);
        var (c0, c1, c2, c3) = Quad512(source, rows + 8);
        var (d0, d1, d2, d3) = Quad512(source, rows + 12);
        Store512(a0, b0, c0, d0, target, stride);
        Store512(a1, b1, c1, d1, target + stride, stride);
        Store512(a2, b2, c2, d2, target + (2 * stride), stride);
        Store512(a3, b3, c3, d3, target + (3 * stride), stride);
    }

    // Of four rows, columns 0, 4, ...; then 1, 5, ...; and so on: four entries of a column lie side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Quad512(float* source, nint* rows)
    {
        var (r0, r1) = (Vector512.Load(source + rows[0]), Vector512.Load(source + rows[1]));
        var (r2, r3) = (Vector512.Load(source + rows[2]), Vector512.Load(source + rows[3]));
        var (low0, high0) = (Avx512F.UnpackLow(r0, r1).AsDouble(), Avx512F.UnpackHigh(r0, r1).AsDouble());
        var (low1, high1) = (Avx512F.UnpackLow(r2, r3).AsDouble(), Avx512F.UnpackHigh(r2, r3).AsDouble());
        return (Avx512F.UnpackLow(low0, low1).AsSingle(), Avx512F.UnpackHigh(low0, low1).AsSingle(), Avx512F.UnpackLow(high0, high1).AsSingle(), Avx512F.UnpackHigh(high0, high1).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store512(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* target, nint stride)
    {
        var (low0, low1) = (Avx512F.Shuffle4x128(a, b, 0x44), Avx512F.Shuffle4x128(c, d, 0x44));
        var (high0, high1) = (Avx512F.Shuffle4x128(a, b, 0xEE), Avx512F.Shuffle4x128(c, d, 0xEE));
        Avx512F.Shuffle4x128(low0, low1, 0x88).Store(target);
        Avx512F.Shuffle4x128(low0, low1, 0xDD).Store(target + (4 * stride));
        Avx512F.Shuffle4x128(high0, high1, 0x88).Store(target + (8 * stride));
        Avx512F.Shuffle4x128(high0, high1, 0xDD).Store(target + (12 * stride));
    }

    // Quarters are put beside each other while they are read, so that nothing has to cross from one quarter of a register to another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeEven512(float* source, nint row, float* target, nint stride)
    {
        var s1 = source + row;
        var s2 = source + (2 * row);
        var s3 = s2 + row;
        var four = 4 * row;
        var twelve = 12 * row;
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (r0, r1) = (Quarters(source, four, twelve), Quarters(s1, four, twelve));
            var (r2, r3) = (Quarters(s2, four, twelve), Quarters(s3, four, twelve));
            var (low0, high0) = (Avx512F.UnpackLow(r0, r1).AsDouble(), Avx512F.UnpackHigh(r0, r1).AsDouble());
            var (low1, high1) = (Avx512F.UnpackLow(r2, r3).AsDouble(), Avx512F.UnpackHigh(r2, r3).AsDouble());
            Avx512F.UnpackLow(low0, low1).AsSingle().Store(target);
            Avx512F.UnpackHigh(low0, low1).AsSingle().Store(target + stride);
            Avx512F.UnpackLow(high0, high1).AsSingle().Store(target + (2 * stride));
            Avx512F.UnpackHigh(high0, high1).AsSingle().Store(target + (3 * stride));
            target += 4 * stride;
            source += 4;
            s1 += 4;
            s2 += 4;
            s3 += 4;
        }
    }

    private static void TransposeAny(float* source, nint row, float* target, nint stride)
    {
        var rows = stackalloc nint[Size];
        for (var i = 0; i < Size; i++)
        {
            rows[i] = i * row;
        }

        Transpose(source, rows, target, stride);
    }

    // Four entries of each fourth row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(float* source, nint four, nint twelve)
    {
        var two = Avx512F.InsertVector128(Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe(), Vector128.Load(source + four), 1);
        return Avx512F.InsertVector128(Avx512F.InsertVector128(two, Vector128.Load(source + (2 * four)), 2), Vector128.Load(source + twelve), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) Quad256(float* source, nint* rows)
    {
        var (r0, r1) = (Vector256.Load(source + rows[0]), Vector256.Load(source + rows[1]));
        var (r2, r3) = (Vector256.Load(source + rows[2]), Vector256.Load(source + rows[3]));
        var (low0, high0) = (Avx.UnpackLow(r0, r1).AsDouble(), Avx.UnpackHigh(r0, r1).AsDouble());
        var (low1, high1) = (Avx.UnpackLow(r2, r3).AsDouble(), Avx.UnpackHigh(r2, r3).AsDouble());
        return (Avx.UnpackLow(low0, low1).AsSingle(), Avx.UnpackHigh(low0, low1).AsSingle(), Avx.UnpackLow(high0, high1).AsSingle(), Avx.UnpackHigh(high0, high1).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store256(Vector256<float> a, Vector256<float> b, float* target, nint stride)
    {
        Avx.Permute2x128(a, b, 0x20).Store(target);
        Avx.Permute2x128(a, b, 0x31).Store(target + (4 * stride));
    }
}
