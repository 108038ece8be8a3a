namespace Assay.Statistics;

/// <summary>P-values of a family of tests, raised so that some is below a level by chance no more often than the level says (Holm 1979).</summary>
public static class Holm
{
    /// <summary>The raised values, in the order of those given.</summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var adjusted = new double[values.Count];
        var most = 0.0;
        foreach (var (rank, i) in Enumerable.Range(0, values.Count).OrderBy(i => values[i]).Index())
        {
            most = Math.Max(most, Math.Min(1, values[i] * (values.Count - rank)));
            adjusted[i] = most;
        }

        return adjusted;
    }
}
