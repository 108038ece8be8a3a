using Assay.Training.Networks;

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
        var left = structure.AxesOf.SelectMany(axes => axes).ToDictionary(axis => axis, axis => Rows(axis, first, null));
        for (var sweep = 1; ; sweep++)
        {
            var hasGained = false;
            for (var group = 0; group < orders.Length; group++)
            {
                cancellation.ThrowIfCancellationRequested();
                hasGained |= Improve(group, first, second, orders, left);
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
    public double[] Worth(int group, double[] first, double[] second, int[][]? orders = null) => Worth(group, first, second, orders, null);

    private double[] Worth(int group, double[] first, double[] second, int[][]? orders, Dictionary<UnitAxis, double[]>? left)
    {
        var size = structure.Groups[group].Units;
        var worth = new double[size * size];
        foreach (var axis in structure.AxesOf[group])
        {
            var other = structure.Axes.FirstOrDefault(one => ReferenceEquals(one.Block, axis.Block) && one.Dimension != axis.Dimension);
            Crosses.Add(left?[axis] ?? Rows(axis, first, null), Rows(axis, second, orders is null ? null : other?.Sources(orders[other.Group])), size, worth);
        }

        return worth;
    }

    private bool Improve(int group, double[] first, double[] second, int[][] orders, Dictionary<UnitAxis, double[]> left)
    {
        var worth = Worth(group, first, second, orders, left);
        var size = structure.Groups[group].Units;
        var (held, better) = (orders[group], Assignment.Best(worth, size));
        var (before, after) = (Sum(worth, held), Sum(worth, better));
        if (after <= before + Math.Max(LeastGain, Rounding * Math.Abs(before)))
        {
            return false;
        }

        if (structure.AreCoupled[group])
        {
            before = Agreement(first, second, orders);
            orders[group] = better;
            if (Agreement(first, second, orders) <= before + Math.Max(LeastGain, Rounding * Math.Abs(before)))
            {
                orders[group] = held;
                return false;
            }
        }

        orders[group] = better;
        return true;
    }

    // For each unit all numbers that belong to it, those of the other side in the order in which that one stands.
    private static double[] Rows(UnitAxis axis, double[] parameters, int[]? others)
    {
        var sides = new BlockSides(axis.Block);
        var across = axis.Dimension == 0 ? sides.Columns : sides.Rows;
        var rows = new double[axis.Block.Count];
        var at = 0;
        for (var unit = 0; unit < axis.Units; unit++)
        {
            for (var place = 0; place < axis.Places; place++)
            {
                var own = axis.Entry(unit, place);
                if (sides.Depth == 1)
                {
                    var (start, step) = axis.Dimension == 0 ? (sides.At(own, 0), 1) : (sides.At(0, own), sides.Columns);
                    for (var k = 0; k < across; k++)
                    {
                        rows[at++] = parameters[start + (step * (others is null ? k : others[k]))];
                    }

                    continue;
                }

                for (var k = 0; k < across; k++)
                {
                    var other = others is null ? k : others[k];
                    var from = axis.Dimension == 0 ? sides.At(own, other) : sides.At(other, own);
                    parameters.AsSpan(from, sides.Depth).CopyTo(rows.AsSpan(at));
                    at += sides.Depth;
                }
            }
        }

        return rows;
    }

    private double Agreement(double[] first, double[] second, int[][] orders) =>
        Optimizers.Flat.Dot<double>(first.AsSpan(0, structure.Network.TrainedCount), structure.Ordered(second, orders).AsSpan(0, structure.Network.TrainedCount));

    private static double Sum(double[] worth, int[] columns) => columns.Select((column, row) => worth[(row * columns.Length) + column]).Sum();
}
