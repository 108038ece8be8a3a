using Assay.Statistics;

namespace Assay.Training.Geometry;

/// <summary>
/// How eigenvalues are spread, by stochastic Lanczos quadrature (Golub and Meurant 1994; Ubaru, Chen and Saad 2017): each random start gives nodes and
/// weights, which normal curves of one width make smooth; several starts give a band.
/// </summary>
/// <param name="At">Places on the axis of eigenvalues, ascending.</param>
/// <param name="Mean">The density there; over the axis it sums to 1.</param>
/// <param name="Low">The lower end of the band, point by point.</param>
/// <param name="High">The upper end.</param>
/// <param name="Width">The standard deviation of the curves.</param>
internal sealed record SpectralDensity(IReadOnlyList<double> At, IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High, double Width)
{
    /// <summary>Makes a density of what Lanczos' method found from several starts.</summary>
    /// <param name="starts">The spectra, of starts drawn independently; at least 2.</param>
    /// <param name="points">How many places.</param>
    /// <param name="confidence">How sure the band is at each place.</param>
    public static SpectralDensity Of(IReadOnlyList<Spectrum> starts, int points, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts.Count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var (low, high) = (starts.Min(start => start.Values[0]), starts.Max(start => start.Values[^1]));
        var width = Math.Max(high - low, 1e-12) / 100;
        (low, high) = (low - (5 * width), high + (5 * width));
        double[] at = [.. Enumerable.Range(0, points).Select(i => low + ((high - low) * i / (points - 1)))];
        var (mean, lower, upper) = (new double[points], new double[points], new double[points]);
        var factor = StudentT.Quantile((1 + confidence) / 2, starts.Count - 1) / Math.Sqrt(starts.Count);
        for (var i = 0; i < points; i++)
        {
            double[] own = [.. starts.Select(start => Smooth(start, at[i], width))];
            mean[i] = own.Average();
            var deviation = Math.Sqrt(own.Sum(x => (x - mean[i]) * (x - mean[i])) / (own.Length - 1));
            (lower[i], upper[i]) = (Math.Max(0, mean[i] - (factor * deviation)), mean[i] + (factor * deviation));
        }

        return new SpectralDensity(at, mean, lower, upper, width);
    }

    /// <summary>The share of eigenvalues below a number, with Student's interval over starts around what quadrature leaves open.</summary>
    /// <remarks>
    /// Of each start it is bounded by the inequalities of Chebyshev, Markov and Stieltjes (Szego 1939, section 3.41): the weights of all nodes below the number but the last are no
    /// more, and those with that of the first node beyond are no less. The weights below alone may be far off where many eigenvalues lie close to the number.
    /// </remarks>
    public static (double Share, Interval Interval) ShareBelow(IReadOnlyList<Spectrum> starts, double threshold, double confidence)
    {
        double[] low = new double[starts.Count], own = new double[starts.Count], high = new double[starts.Count];
        for (var i = 0; i < starts.Count; i++)
        {
            var (below, weights) = (starts[i].Values.Count(value => value < threshold), starts[i].Weights);

            // A run that ended in an invariant space leaves nothing open.
            var open = starts[i].Residuals.Max() > 1e-10 * starts[i].Values.Max(Math.Abs) ? 1 : 0;
            (low[i], own[i], high[i]) = (weights.Take(below - open).Sum(), weights.Take(below).Sum(), weights.Take(below + open).Sum());
        }

        double Half(double[] values)
        {
            var mean = values.Average();
            return StudentT.Quantile((1 + confidence) / 2, values.Length - 1) * Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1) / values.Length);
        }

        return (own.Average(), new Interval(Math.Max(0, low.Average() - Half(low)), Math.Min(1, high.Average() + Half(high))));
    }

    private static double Smooth(Spectrum start, double at, double width)
    {
        var sum = 0.0;
        for (var i = 0; i < start.Values.Count; i++)
        {
            var z = (at - start.Values[i]) / width;
            sum += start.Weights[i] * Math.Exp(-z * z / 2);
        }

        return sum / (width * Math.Sqrt(2 * Math.PI));
    }
}
