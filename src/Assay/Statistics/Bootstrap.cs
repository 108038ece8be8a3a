namespace Assay.Statistics;

/// <summary>Intervals by drawing again from what was measured. They are shown, and decide nothing.</summary>
public static class Bootstrap
{
    private const int Draws = 10_000;

    /// <summary>An interval for the mean, corrected for bias and skewness (Efron, Better Bootstrap Confidence Intervals, 1987).</summary>
    /// <param name="values">What was measured, one for each independent unit.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="seed">The seed of the draws.</param>
    public static Interval Mean(IReadOnlyList<double> values, double confidence, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        var (count, mean) = (values.Count, values.Average());
        if (values.All(value => value == values[0]))
        {
            return new(values[0], values[0]);
        }

        var random = new Philox(seed, 2);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                sum += values[random.Below(count)];
            }

            means[draw] = sum / count;
        }

        Array.Sort(means);
        var below = (means.Count(one => one < mean) + (0.5 * means.Count(one => one == mean))) / Draws;
        var bias = NormalQuantile.Of(Math.Clamp(below, 0.5 / Draws, 1 - (0.5 / Draws)));
        var (cubes, squares) = (values.Sum(value => Math.Pow(value - mean, 3)), values.Sum(value => Math.Pow(value - mean, 2)));
        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return new(End((1 - confidence) / 2), End((1 + confidence) / 2));

        double End(double probability)
        {
            var z = bias + NormalQuantile.Of(probability);
            var level = SpecialFunctions.NormalCdf(bias + (z / (1 - (acceleration * z))));
            return means[(int)Math.Clamp(level * Draws, 0, Draws - 1)];
        }
    }
}
