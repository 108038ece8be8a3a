using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Connectivity;

/// <summary>
/// Orders of the units of a network that bring its weights close to those of another one: group after group the best assignment, with the others
/// held, until none gains (Ainsworth, Hayase and Srinivasa 2023).
/// </summary>
/// <remarks>
/// What two units are worth to each other is the inner product of their weights and biases. Where a block has the same units on both sides, as in a residual layer of one dense
/// layer, that depends on the order itself; an assignment is then taken only where all in all it gains.
/// </remarks>
/// <param name="structure">Which units may be put in order.</param>
internal sealed class WeightMatching(PermutationStructure structure)
{
    private const double LeastGain = 1e-12;

    // What is within rounding of a sum is no gain.
    private const double Rounding = 1e-14;

    /// <summary>For a network.</summary>
    public WeightMatching(Network network)
        : this(PermutationStructure.Of(network))
    {
    }

    /// <summary>For each group of units and each of its places in the first network, the unit of the second that comes there.</summary>
    /// <param name="first">The parameters that stay.</param>
    /// <param name="second">The parameters whose units are put in order.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The orders, and how often all groups were gone through.</returns>
    /// <exception cref="ArgumentException">A product of weights is not finite.</exception>
    public (int[][] Orders, int Sweeps) Match(double[] first, double[] second, CancellationToken cancellation = default)
    {
        var orders = structure.Identity();
        MatchedGroup[] groups = [.. Enumerable.Range(0, orders.Length).Select(group => new MatchedGroup(structure, group, first, second))];
        for (var sweep = 1; ; sweep++)
        {
            var hasGained = false;
            foreach (var group in groups)
            {
                cancellation.ThrowIfCancellationRequested();
                hasGained |= Improve(group, first, second, orders);
            }

            if (!hasGained)
            {
                return (orders, sweep);
            }
        }
    }

    /// <summary>The parameters with units put in order: the same function.</summary>
    public double[] Ordered(double[] parameters, int[][] orders) => structure.Ordered(parameters, orders);

    /// <summary>What units of one group are worth to each other.</summary>
    /// <param name="group">The group.</param>
    /// <param name="first">The parameters that stay.</param>
    /// <param name="second">The others.</param>
    /// <param name="orders">How the units of all groups of the second stand; as they are where nobody says.</param>
    /// <returns>[units][units]: one of the first, and one of the second.</returns>
    public double[] Worth(int group, double[] first, double[] second, int[][]? orders = null) => new MatchedGroup(structure, group, first, second).Worth(orders ?? structure.Identity());

    private bool Improve(MatchedGroup group, double[] first, double[] second, int[][] orders)
    {
        if (group.IsSettled(orders))
        {
            return false;
        }

        var worth = group.Worth(orders);
        var (held, better) = (orders[group.Index], group.Best(worth));
        var (before, after) = (Sum(worth, held), Sum(worth, better));
        if (after <= before + Math.Max(LeastGain, Rounding * Math.Abs(before)))
        {
            return false;
        }

        if (structure.AreCoupled[group.Index])
        {
            before = Agreement(first, second, orders);
            orders[group.Index] = better;
            if (Agreement(first, second, orders) <= before + Math.Max(LeastGain, Rounding * Math.Abs(before)))
            {
                orders[group.Index] = held;
                return false;
            }
        }

        orders[group.Index] = better;
        return true;
    }

    private double Agreement(double[] first, double[] second, int[][] orders) =>
        Flat.Dot<double>(first.AsSpan(0, structure.Network.TrainedCount), structure.Ordered(second, orders).AsSpan(0, structure.Network.TrainedCount));

    private static double Sum(double[] worth, int[] columns) => columns.Select((column, row) => worth[(row * columns.Length) + column]).Sum();
}
