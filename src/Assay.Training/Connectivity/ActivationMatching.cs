using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>
/// Orders of the units of a network that bring what they make of samples close to what those of another one make: the assignment with the greatest sum of
/// correlations (Li and others 2016).
/// </summary>
/// <remarks>Units are looked at behind their activation, pool and normalisation. One that is constant correlates with none: 0.</remarks>
internal sealed class ActivationMatching<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // Of a unit that varies by less than this share of its size, floats show only rounding.
    private const double LeastSpread = 1e-5;

    private readonly PermutationStructure _structure;
    private readonly Batch<T, S> _batch;
    private readonly LayerWalk<T, S> _walk;

    /// <param name="structure">Which units may be put in order.</param>
    /// <param name="batch">The samples, all of which go through the networks at once.</param>
    public ActivationMatching(PermutationStructure structure, Batch<T, S> batch) =>
        (_structure, _batch, _walk) = (structure, batch, new LayerWalk<T, S>(structure.Network.Stages, batch.Blocks));

    /// <summary>For each group of units and each of its places in the first network, the unit of the second that comes there.</summary>
    /// <param name="first">The parameters that stay.</param>
    /// <param name="second">The parameters whose units are put in order.</param>
    public int[][] Match(S[] first, S[] second)
    {
        List<(int Group, double[] Values)> left = [];
        double[][] worth = [.. _structure.Groups.Select(group => new double[group.Units * group.Units])];
        _walk.Run(first, _batch, (stage, next, output) => Look(stage, next, output, (group, values) => left.Add((group, values))));
        var at = 0;
        _walk.Run(second, _batch, (stage, next, output) => Look(stage, next, output, (group, values) => Crosses.Add(left[at++].Values, values, _structure.Groups[group].Units, worth[group])));
        return [.. worth.Select((table, group) => Assignment.Best(table, _structure.Groups[group].Units))];
    }

    private void Look(Stage stage, Stage? next, ReadOnlySpan<T> output, Action<int, double[]> take)
    {
        var signal = _structure.SignalOf(stage);
        if (signal.Group < 0 || next?.Layer is Activation or Pool or BatchNorm or LayerNorm or Flatten or Positions)
        {
            return;
        }

        var values = UnitValues.Of(stage.Output, signal, _batch, output);
        var length = values.Length / signal.Units;
        for (var unit = 0; unit < signal.Units; unit++)
        {
            Standardise(values.AsSpan(unit * length, length));
        }

        take(signal.Group, values);
    }

    private static void Standardise(Span<double> values)
    {
        var moments = UnitMoments.Of(values);
        var isConstant = !(moments.Deviation > LeastSpread * Math.Abs(moments.Mean));
        var scale = isConstant ? 0 : 1 / (moments.Deviation * Math.Sqrt(values.Length));
        foreach (ref var value in values)
        {
            value = isConstant ? 0 : (value - moments.Mean) * scale;
        }
    }
}
