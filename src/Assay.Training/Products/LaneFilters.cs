using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Convolutions with the vectors that there are; the same bits as <see cref="PlainFilters{T, S}"/>.</summary>
internal static unsafe class LaneFilters
{
    private const int Lane = Lanes.Count;

    /// <inheritdoc cref="IReal{TSelf, S}.Convolve"/>
    [SkipLocalsInit]
    public static void Convolve(ReadOnlySpan<float> parameters, Filter filter, ReadOnlySpan<Lanes> x, Span<Lanes> y, bool isWide)
    {
        filter.Check(parameters.Length);
        var taps = filter.Taps;
        x = x[..taps.Factors];
        y = y[..taps.Targets];
        var runs = taps.FactorRuns.Length;
        fixed (float* weights = parameters)
        fixed (Lanes* factors = x, targets = y)
        fixed (int* tables = Tables(filter))
        {
            var sums = new Sums
            {
                WeightRuns = tables,
                FactorRuns = tables + runs,
                Runs = runs,
                Length = taps.Length,
                WeightStep = taps.WeightStep * filter.Stride,
                WeightRow = taps.RowStride * filter.Stride,
                FactorStep = Lane,
                TargetRow = taps.Height * taps.Width * Lane,
            };
            for (var row = 0; row < taps.Height; row++)
            {
                var from = (float*)(factors + (row * taps.Pitch));
                var to = (float*)(targets + (row * taps.Width));
                PositionSums.Add(ref sums, taps.Rows, weights + filter.Start, from, to, new(taps.Width, Lane, Lane), isWide);
            }
        }
    }

    /// <inheritdoc cref="IReal{TSelf, S}.CorrelateImages"/>
    public static void CorrelateImages(Span<float> gradient, Filter filter, ReadOnlySpan<Lanes> d, ReadOnlySpan<Lanes> x, int images, bool isWide)
    {
        filter.Check(gradient.Length);
        var taps = filter.Taps;
        d = d[..checked(images * taps.Targets)];
        x = x[..checked(images * taps.Factors)];
        var count = checked(taps.Rows * taps.FactorRuns.Length * taps.Length);
        var room = ArrayPool<Lanes>.Shared.Rent(count);
        var sums = room.AsSpan(0, count);
        sums.Clear();
        fixed (Lanes* left = d, right = x, accumulators = sums)
        {
            for (var image = 0; image < images; image++)
            {
                var (slopes, factors) = ((nint)(left + (image * (nint)taps.Targets)), (nint)(right + (image * (nint)taps.Factors)));
                if (isWide)
                {
                    TapSums<Wide, Vector512<float>>.Add(taps, (float*)slopes, (float*)factors, (float*)accumulators);
                    continue;
                }

                TapSums<Narrow, Vector256<float>>.Add(taps, (float*)slopes, (float*)factors, (float*)accumulators);
                TapSums<Narrow, Vector256<float>>.Add(taps, (float*)slopes + Narrow.Count, (float*)factors + Narrow.Count, (float*)accumulators + Narrow.Count);
            }
        }

        var next = 0;
        for (var row = 0; row < taps.Rows; row++)
        {
            for (var run = 0; run < taps.FactorRuns.Length; run++)
            {
                for (var place = 0; place < taps.Length; place++)
                {
                    Lanes.AddSum(sums[next++], gradient, filter.Place(row, run, place));
                }
            }
        }

        ArrayPool<Lanes>.Shared.Return(room);
    }

    private static int[] Tables(Filter filter)
    {
        var taps = filter.Taps;
        return taps.Tables.GetOrAdd(filter.Stride, static (stride, taps) => [.. taps.WeightRuns.Select(run => run * stride), .. taps.FactorRuns.Select(run => run * Lane)], taps);
    }
}
