using Assay.Training.Networks;

namespace Assay.Training.Connectivity;

/// <summary>
/// Which units of a network may be put in another order without changing the function, and which parameters go with them; found by following the
/// entries of a sample from layer to layer.
/// </summary>
/// <remarks>
/// Each dense layer and each convolution makes new units. Functions of entries, pools and normalisation pass them on; a residual layer ties what it makes to what it is
/// given. The input and the output of the network stay as they are, and so do units that are tied to them.
/// </remarks>
internal sealed class PermutationStructure
{
    private readonly Dictionary<Stage, UnitSignal> _signals;

    private PermutationStructure(Network network, UnitTracer tracer)
    {
        (Network, Groups, Fixed) = (network, tracer.Groups(out var numbers), tracer.Fixed);
        Axes = [.. tracer.Axes.Select(axis => axis with { Group = numbers[axis.Group] }).Where(axis => axis.Group >= 0)];
        AxesOf = [.. Groups.Select((_, group) => Axes.Where(axis => axis.Group == group && axis.Block.Role != ParameterRole.Statistic).ToArray())];
        AreCoupled = [.. AxesOf.Select(axes => axes.Length > axes.DistinctBy(axis => axis.Block).Count())];
        _signals = tracer.Signals.ToDictionary(pair => pair.Key, pair => pair.Value with { Group = numbers[pair.Value.Group] }, (IEqualityComparer<Stage>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Units that may be put in order, in the order of the layers that make them.</summary>
    public IReadOnlyList<UnitGroup> Groups { get; }

    /// <summary>All sides of blocks that go with units.</summary>
    public IReadOnlyList<UnitAxis> Axes { get; }

    /// <summary>For each group, the sides of trained blocks.</summary>
    public IReadOnlyList<UnitAxis[]> AxesOf { get; }

    /// <summary>For each group, whether some block has it on both sides, so that what an order is worth depends on the order itself.</summary>
    public IReadOnlyList<bool> AreCoupled { get; }

    /// <summary>Hidden units that keep their order, and why.</summary>
    public IReadOnlyList<string> Fixed { get; }

    /// <summary>The structure of a network.</summary>
    public static PermutationStructure Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var tracer = new UnitTracer();
        tracer.Trace(network);
        return new PermutationStructure(network, tracer);
    }

    /// <summary>The units of what a layer makes; their group is -1 where they keep their order.</summary>
    public UnitSignal SignalOf(Stage stage) => _signals[stage];

    /// <summary>Units as they are.</summary>
    public int[][] Identity() => [.. Groups.Select(group => Enumerable.Range(0, group.Units).ToArray())];

    /// <summary>The parameters with units put in order: the same function.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="orders">For each group and each place, the unit that comes there.</param>
    public double[] Ordered(ReadOnlySpan<double> parameters, int[][] orders)
    {
        var ordered = parameters.ToArray();
        foreach (var axes in Axes.GroupBy(axis => axis.Block, ReferenceEqualityComparer.Instance))
        {
            var block = (ParameterBlock)axes.Key!;
            var rows = axes.FirstOrDefault(axis => axis.Dimension == 0)?.Sources(orders[axes.First(axis => axis.Dimension == 0).Group]);
            var columns = axes.FirstOrDefault(axis => axis.Dimension == 1) is { } side ? side.Sources(orders[side.Group]) : null;
            var sides = new BlockSides(block);
            for (var row = 0; row < sides.Rows; row++)
            {
                for (var column = 0; column < sides.Columns; column++)
                {
                    var from = sides.At(rows is null ? row : rows[row], columns is null ? column : columns[column]);
                    parameters.Slice(from, sides.Depth).CopyTo(ordered.AsSpan(sides.At(row, column)));
                }
            }
        }

        return ordered;
    }
}
