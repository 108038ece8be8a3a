namespace Assay.Training.Connectivity;

/// <summary>How a unit's values lie.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, with their number in the denominator.</param>
internal readonly record struct UnitMoments(double Mean, double Deviation)
{
    /// <summary>Those of some values.</summary>
    public static UnitMoments Of(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new UnitMoments(mean, Math.Sqrt(squares / values.Length));
    }
}
