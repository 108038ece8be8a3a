namespace Assay.Training.Geometry;

/// <summary>Where the spread of an estimate comes from, by the moments of a nested analysis of variance (Searle, Casella and McCulloch 1992); what comes out below 0 is 0.</summary>
/// <param name="Mean">The mean of all.</param>
/// <param name="Seeds">The variance between seeds.</param>
/// <param name="Batches">The variance between batches of one seed.</param>
/// <param name="Probes">The variance between probes of one batch.</param>
internal sealed record VarianceSplit(double Mean, double Seeds, double Batches, double Probes)
{
    /// <summary>Splits it.</summary>
    /// <param name="values">For each seed, for each batch, for each probe; as many of each everywhere, at least two.</param>
    public static VarianceSplit Of(IReadOnlyList<double[][]> values)
    {
        var (batches, probes) = (values[0].Length, values[0][0].Length);
        var ofBatches = values.Select(seed => seed.Select(batch => batch.Average()).ToArray()).ToArray();
        var ofSeeds = ofBatches.Select(seed => seed.Average()).ToArray();
        var within = values.SelectMany(seed => seed).Average(Variance);
        var between = ofBatches.Average(Variance);
        return new VarianceSplit(ofSeeds.Average(), Math.Max(0, Variance(ofSeeds) - (between / batches)), Math.Max(0, between - (within / probes)), within);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }
}
