using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Bench;

/// <summary>What one core can do at most: fused multiply-adds of floats in registers, and nothing else.</summary>
internal static class PeakLoop
{
    private const int Turns = 100_000;
    private const int SumsAtOnce = 12;

    /// <summary>Operations in 10^9 a second, where a product and a sum count as two; one run, of less than a millisecond.</summary>
    public static double Measure()
    {
        var start = Stopwatch.GetTimestamp();
        _ = Multiply(Turns);
        return 2.0 * Turns * SumsAtOnce * Vector512<float>.Count / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    // On its own, so that no call makes it put its registers away.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Multiply(int turns)
    {
        var (factor, sum) = (Vector512.Create(0.999f), Vector512.Create(1e-3f));
        var (a, b, c, d, e, f) = (sum, sum, sum, sum, sum, sum);
        var (g, h, i, j, k, l) = (sum, sum, sum, sum, sum, sum);
        for (var turn = 0; turn < turns; turn++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, sum);
            b = Vector512.FusedMultiplyAdd(b, factor, sum);
            c = Vector512.FusedMultiplyAdd(c, factor, sum);
            d = Vector512.FusedMultiplyAdd(d, factor, sum);
            e = Vector512.FusedMultiplyAdd(e, factor, sum);
            f = Vector512.FusedMultiplyAdd(f, factor, sum);
            g = Vector512.FusedMultiplyAdd(g, factor, sum);
            h = Vector512.FusedMultiplyAdd(h, factor, sum);
            i = Vector512.FusedMultiplyAdd(i, factor, sum);
            j = Vector512.FusedMultiplyAdd(j, factor, sum);
            k = Vector512.FusedMultiplyAdd(k, factor, sum);
            l = Vector512.FusedMultiplyAdd(l, factor, sum);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
