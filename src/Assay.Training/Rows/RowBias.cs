using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Rows;

/// <summary>Gradients of biases of a layer whose samples lie in rows.</summary>
internal static unsafe class RowBias
{
    private const int Lane = RowSums.Lane;

    /// <summary>Adds the sum over samples of slopes; in the order of <see cref="Passes.Lanes.AddSum"/>: each sixteenth sample, then halves to halves.</summary>
    [SkipLocalsInit]
    public static void AddSum(float* slopes, int width, int samples, Span<float> gradient)
    {
        var room = stackalloc float[Lane];
        for (var column = 0; column < gradient.Length; column += Lane)
        {
            Sum(slopes + column, width, samples).Store(room);
            var own = gradient.Slice(column, Math.Min(Lane, gradient.Length - column));
            for (var i = 0; i < own.Length; i++)
            {
                own[i] += room[i];
            }
        }
    }

    private static Vector512<float> Sum(float* slopes, nint width, int samples)
    {
        var step = Lane * width;
        var end = slopes + (samples * width);
        var four0 = Four(slopes, width, end, step);
        var four1 = Four(slopes + width, width, end, step);
        var four2 = Four(slopes + (2 * width), width, end, step);
        var four3 = Four(slopes + (3 * width), width, end, step);
        return four0 + four2 + (four1 + four3);
    }

    // Of samples 0, 4, 8 and 12, or those one, two or three behind them, and of those sixteen behind, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(float* slopes, nint width, float* end, nint step)
    {
        var (s0, s4, s8, s12) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (; slopes < end; slopes += step)
        {
            s0 += Vector512.Load(slopes);
            s4 += Vector512.Load(slopes + (4 * width));
            s8 += Vector512.Load(slopes + (8 * width));
            s12 += Vector512.Load(slopes + (12 * width));
        }

        return s0 + s8 + (s4 + s12);
    }
}
