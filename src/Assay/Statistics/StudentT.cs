namespace Assay.Statistics;

/// <summary>Student's distribution.</summary>
public static class StudentT
{
    /// <summary>The number that a variable of this distribution is at most with a probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Quantile(double probability, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability < 0.5)
        {
            return -Quantile(1 - probability, degrees);
        }

        // For t >= 0, nu / (nu + t^2) has the beta distribution (nu / 2, 1 / 2), and exceeds it twice as seldom.
        var x = SpecialFunctions.InverseRegularizedBeta(2 * (1 - probability), degrees / 2.0, 0.5);
        return Math.Sqrt(degrees * (1 - x) / x);
    }
}
