using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>Convolutions, written as they are defined; the fast ones give the same bits.</summary>
internal static class PlainFilters<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <inheritdoc cref="IReal{TSelf, S}.Convolve"/>
    public static void Convolve(ReadOnlySpan<S> parameters, Filter filter, ReadOnlySpan<T> x, Span<T> y)
    {
        var taps = filter.Taps;
        for (var target = 0; target < taps.Targets; target++)
        {
            var (row, pixel) = (target / (taps.Height * taps.Width), target % (taps.Height * taps.Width));
            var from = (pixel / taps.Width * taps.Pitch) + (pixel % taps.Width);
            for (var run = 0; run < taps.FactorRuns.Length; run++)
            {
                for (var place = 0; place < taps.Length; place++)
                {
                    var weight = T.Parameter(parameters, filter.Place(row, run, place));
                    y[target] = T.MultiplyAdd(weight, x[from + taps.FactorRuns[run] + place], y[target]);
                }
            }
        }
    }

    /// <inheritdoc cref="IReal{TSelf, S}.CorrelateImages"/>
    public static void CorrelateImages(Span<S> gradient, Filter filter, ReadOnlySpan<T> d, ReadOnlySpan<T> x, int images)
    {
        var taps = filter.Taps;
        for (var row = 0; row < taps.Rows; row++)
        {
            for (var run = 0; run < taps.FactorRuns.Length; run++)
            {
                for (var place = 0; place < taps.Length; place++)
                {
                    T.AddSum(Sum(taps, row, taps.FactorRuns[run] + place, d, x, images), gradient, filter.Place(row, run, place));
                }
            }
        }
    }

    private static T Sum(Taps taps, int row, int offset, ReadOnlySpan<T> d, ReadOnlySpan<T> x, int images)
    {
        var sum = T.Of(0);
        var pixels = taps.Height * taps.Width;
        for (var image = 0; image < images; image++)
        {
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                var from = (image * taps.Factors) + (pixel / taps.Width * taps.Pitch) + (pixel % taps.Width);
                sum = T.MultiplyAdd(d[(image * taps.Targets) + (row * pixels) + pixel], x[from + offset], sum);
            }
        }

        return sum;
    }
}
