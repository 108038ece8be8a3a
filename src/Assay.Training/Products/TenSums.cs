using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Sums of ten products each, as the way back from ten classes wants them: so short that the matrix stays in registers while rows go by.</summary>
/// <typeparam name="TEnd">What is done to each sum before it is stored.</typeparam>
internal static unsafe class TenSums<TEnd>
    where TEnd : struct, ISumEnd
{
    private const int Terms = 10;
    private const int Pair = 2 * Wide.Count;

    /// <summary>Whether sums are of this kind: ten products, in whole pairs of vectors, where there are registers for twenty.</summary>
    public static bool Fit(int terms, int width) => Avx512F.IsSupported && terms == Terms && width % Pair == 0;

    /// <summary>Sets each row of y to the starts and, in their order, the ten entries of the row of x times the rows of a matrix.</summary>
    /// <param name="x">Rows of at least ten entries.</param>
    /// <param name="xRow">From one to the next.</param>
    /// <param name="matrix">Its ten rows, each as long as one of y.</param>
    /// <param name="starts">What each row starts from.</param>
    /// <param name="y">The rows.</param>
    /// <param name="width">Entries of each.</param>
    /// <param name="rows">How many rows x and y have.</param>
    /// <param name="toSign">From an entry of y to what its end depends on.</param>
    public static void Apply(float* x, nint xRow, float* matrix, float* starts, float* y, nint width, int rows, nint toSign)
    {
        for (nint column = 0; column < width; column += Pair)
        {
            ApplyPair(x, xRow, matrix + column, starts + column, y + column, width, rows, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyPair(float* x, nint xRow, float* matrix, float* starts, float* y, nint width, int rows, nint toSign)
    {
        var (start, other) = (Vector512.Load(starts), Vector512.Load(starts + Wide.Count));
        var (a0, a1) = Next(ref matrix, width);
        var (b0, b1) = Next(ref matrix, width);
        var (c0, c1) = Next(ref matrix, width);
        var (d0, d1) = Next(ref matrix, width);
        var (e0, e1) = Next(ref matrix, width);
        var (f0, f1) = Next(ref matrix, width);
        var (g0, g1) = Next(ref matrix, width);
        var (h0, h1) = Next(ref matrix, width);
        var (i0, i1) = Next(ref matrix, width);
        var (j0, j1) = Next(ref matrix, width);
        for (var row = 0; row < rows; row++)
        {
            var (s0, s1) = (start, other);
            Add(x, a0, a1, ref s0, ref s1);
            Add(x + 1, b0, b1, ref s0, ref s1);
            Add(x + 2, c0, c1, ref s0, ref s1);
            Add(x + 3, d0, d1, ref s0, ref s1);
            Add(x + 4, e0, e1, ref s0, ref s1);
            Add(x + 5, f0, f1, ref s0, ref s1);
            Add(x + 6, g0, g1, ref s0, ref s1);
            Add(x + 7, h0, h1, ref s0, ref s1);
            Add(x + 8, i0, i1, ref s0, ref s1);
            Add(x + 9, j0, j1, ref s0, ref s1);
            TEnd.End<Wide, Vector512<float>>(s0, y + toSign).Store(y);
            TEnd.End<Wide, Vector512<float>>(s1, y + toSign + Wide.Count).Store(y + Wide.Count);
            x += xRow;
            y += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>) Next(ref float* matrix, nint width)
    {
        var own = matrix;
        matrix += width;
        return (Vector512.Load(own), Vector512.Load(own + Wide.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* x, Vector512<float> first, Vector512<float> second, ref Vector512<float> s0, ref Vector512<float> s1)
    {
        var entry = Wide.Spread(x);
        s0 = Wide.MultiplyAdd(entry, first, s0);
        s1 = Wide.MultiplyAdd(entry, second, s1);
    }
}
