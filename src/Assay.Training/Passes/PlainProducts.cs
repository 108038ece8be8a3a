using System.Runtime.InteropServices;

namespace Assay.Training.Passes;

/// <summary>Products of lanes, written as they are defined; the fast ones give the same bits.</summary>
internal static class PlainProducts
{
    /// <inheritdoc cref="IReal{TSelf, S}.Apply"/>
    public static void Apply(ReadOnlySpan<float> parameters, WeightView weights, ReadOnlySpan<Lanes> x, Span<Lanes> y, int positions)
    {
        for (var p = 0; p < positions; p++)
        {
            for (var r = 0; r < weights.Rows; r++)
            {
                var sum = y[(p * weights.Rows) + r];
                for (var k = 0; k < weights.Columns; k++)
                {
                    var weight = Lanes.Parameter(parameters, weights.Start + (r * weights.RowStride) + (k * weights.ColumnStride));
                    sum = Lanes.MultiplyAdd(weight, x[(p * weights.Columns) + k], sum);
                }

                y[(p * weights.Rows) + r] = sum;
            }
        }
    }

    /// <inheritdoc cref="IReal{TSelf, S}.Correlate"/>
    public static void Correlate(Span<float> gradient, WeightView weights, ReadOnlySpan<Lanes> d, ReadOnlySpan<Lanes> x, int positions)
    {
        var left = MemoryMarshal.Cast<Lanes, float>(d);
        var right = MemoryMarshal.Cast<Lanes, float>(x);
        for (var r = 0; r < weights.Rows; r++)
        {
            for (var k = 0; k < weights.Columns; k++)
            {
                ref var sum = ref gradient[weights.Start + (r * weights.RowStride) + (k * weights.ColumnStride)];
                for (var p = 0; p < positions; p++)
                {
                    for (var lane = 0; lane < Lanes.Count; lane++)
                    {
                        var factor = right[(((p * weights.Columns) + k) * Lanes.Count) + lane];
                        sum = MathF.FusedMultiplyAdd(left[(((p * weights.Rows) + r) * Lanes.Count) + lane], factor, sum);
                    }
                }
            }
        }
    }
}
