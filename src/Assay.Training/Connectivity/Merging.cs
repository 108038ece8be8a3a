namespace Assay.Training.Connectivity;

/// <summary>Brings the units of many networks into one order: each in turn is matched to the mean of the others, until none moves (MergeMany of Ainsworth, Hayase and Srinivasa 2023).</summary>
/// <param name="structure">Which units may be put in order.</param>
internal sealed class Merging(PermutationStructure structure)
{
    // Each round that moves a network brings all of them closer together, so that rounds end; they mostly do within ten.
    private const int MostRounds = 100;

    private readonly WeightMatching _matching = new(structure);

    /// <summary>The networks in one order.</summary>
    /// <param name="networks">The parameters of each; at least two.</param>
    /// <param name="cancellation">Ends it.</param>
    public IReadOnlyList<double[]> Together(IReadOnlyList<double[]> networks, CancellationToken cancellation = default)
    {
        double[][] ordered = [.. networks];
        for (var (round, hasMoved) = (0, true); hasMoved && round < MostRounds; round++)
        {
            hasMoved = false;

            // The first one stays where two are matched, and moves with the others where there are more.
            for (var i = networks.Count == 2 ? 1 : 0; i < networks.Count; i++)
            {
                var others = Mean([.. ordered.Where((_, other) => other != i)]);
                var (orders, _) = _matching.Match(others, ordered[i], cancellation);
                if (orders.Any(order => order.Index().Any(pair => pair.Index != pair.Item)))
                {
                    (ordered[i], hasMoved) = (structure.Ordered(ordered[i], orders), true);
                }
            }
        }

        return ordered;
    }

    /// <summary>The mean of parameters.</summary>
    public static double[] Mean(IReadOnlyList<double[]> networks)
    {
        var mean = new double[networks[0].Length];
        foreach (var network in networks)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += network[i] / networks.Count;
            }
        }

        return mean;
    }
}
