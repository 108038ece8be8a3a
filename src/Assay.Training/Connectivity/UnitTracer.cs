using System.Globalization;
using Assay.Training.Networks;

namespace Assay.Training.Connectivity;

/// <summary>Follows the units of a network from layer to layer.</summary>
internal sealed class UnitTracer
{
    private readonly List<(UnitGroup Group, int TiedTo, bool IsFixed)> _groups = [];
    private readonly List<string> _fixed = [];

    /// <summary>The sides of blocks that go with units.</summary>
    public List<UnitAxis> Axes { get; } = [];

    /// <summary>The units of what each layer makes.</summary>
    public Dictionary<Stage, UnitSignal> Signals { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Hidden units that keep their order, and why.</summary>
    public IReadOnlyList<string> Fixed => [.. _fixed.Distinct()];

    /// <summary>Follows a network.</summary>
    public void Trace(Network network)
    {
        var input = Made("input", network.Input.IsImage ? network.Input.Sizes[0] : network.Input.Sizes[^1]);
        Fix(input.Group);
        Fix(Trace(network.Stages, input, "").Group);
    }

    /// <summary>The groups that may be put in order.</summary>
    /// <param name="numbers">For each group that was made, its place among them, or -1.</param>
    public IReadOnlyList<UnitGroup> Groups(out int[] numbers)
    {
        numbers = new int[_groups.Count];
        List<UnitGroup> free = [];
        for (var group = 0; group < numbers.Length; group++)
        {
            var root = Root(group);
            if (_groups[root].IsFixed)
            {
                numbers[group] = -1;
            }
            else if (root < group)
            {
                numbers[group] = numbers[root];
            }
            else
            {
                numbers[group] = free.Count;
                free.Add(_groups[group].Group);
            }
        }

        return free;
    }

    private UnitSignal Trace(IReadOnlyList<Stage> stages, UnitSignal signal, string prefix)
    {
        foreach (var (index, stage) in stages.Index())
        {
            var place = prefix + (index + 1).ToString(CultureInfo.InvariantCulture);
            signal = Signals[stage] = Next(stage, signal, place);
        }

        return signal;
    }

    private UnitSignal Next(Stage stage, UnitSignal signal, string place)
    {
        switch (stage.Layer)
        {
            case Activation or Pool:
                return signal;
            case Flatten:
                return Flat(stage.Input, signal);
            case Dense dense:
                return Weights(stage, stage.Input.IsSequence ? signal : Flat(stage.Input, signal), dense.Outputs, place);
            case Convolution convolution:
                return Weights(stage, signal, convolution.Channels, place);
            case BatchNorm or LayerNorm:
                // Channels of an image and features of tokens have one parameter each, whatever the places.
                Add(stage.Blocks, 0, signal);
                return signal;
            case Positions:
                Add(stage.Blocks, 1, signal);
                return signal;
            case Embedding embedding:
                var features = Made(place, embedding.Features);
                Add(stage.Blocks, 1, features);
                return features;
            case Attention:
                return Attended(stage, signal, place);
            case Residual:
                return Tied(stage, signal, Trace(stage.Inner, signal, place + "."), place);
            default:
                Fix(signal.Group);
                _fixed.Add($"Layer {place}, {stage.Layer}: nothing is known of its units.");
                var made = Made(place, stage.Output.IsImage ? stage.Output.Sizes[0] : stage.Output.Sizes[^1]);
                Fix(made.Group);
                return made;
        }
    }

    // Images have their channels outside, sequences their features inside.
    private static UnitSignal Flat(Shape shape, UnitSignal signal) => shape.IsImage ? signal with { Places = shape.Count / signal.Units, AreUnitsFast = false }
        : shape.IsSequence ? signal with { Places = shape.Sizes[0], AreUnitsFast = true } : signal;

    private UnitSignal Weights(Stage stage, UnitSignal input, int outputs, string place)
    {
        var made = Made(place, outputs);
        Add([stage.Blocks[0]], 1, input);
        Add(stage.Blocks, 0, made);
        return made;
    }

    // Queries, keys and values read the units, and the outputs make new ones; within heads units keep their order.
    private UnitSignal Attended(Stage stage, UnitSignal input, string place)
    {
        var made = Made(place, input.Units);
        foreach (var block in stage.Blocks.SkipLast(2).Where(block => block.Role == ParameterRole.Weight))
        {
            Add([block], 1, input);
        }

        Add([.. stage.Blocks.TakeLast(2)], 0, made);
        _fixed.Add($"Layer {place}, {stage.Layer}: units within its heads keep their order.");
        return made;
    }

    private UnitSignal Tied(Stage stage, UnitSignal around, UnitSignal made, string place)
    {
        if (stage.Input.Sizes.Count > 1 || (around.Places == made.Places && around.AreUnitsFast == made.AreUnitsFast))
        {
            Tie(around.Group, made.Group);
            return around;
        }

        Fix(around.Group);
        Fix(made.Group);
        _fixed.Add($"Layer {place}, residual: what it adds belongs to other units than what it is given, and both keep their order.");
        return around;
    }

    private UnitSignal Made(string place, int units)
    {
        _groups.Add((new UnitGroup(place, units), _groups.Count, false));
        return new UnitSignal(_groups.Count - 1, units);
    }

    private void Add(IReadOnlyList<ParameterBlock> blocks, int dimension, UnitSignal signal) =>
        Axes.AddRange(blocks.Select(block => new UnitAxis(block, dimension, signal.Group, signal.Units, signal.Places, signal.AreUnitsFast)));

    private int Root(int group) => _groups[group].TiedTo == group ? group : Root(_groups[group].TiedTo);

    private void Fix(int group) => _groups[Root(group)] = _groups[Root(group)] with { IsFixed = true };

    private void Tie(int first, int second)
    {
        var (low, high) = (Math.Min(Root(first), Root(second)), Math.Max(Root(first), Root(second)));
        var isFixed = _groups[low].IsFixed || _groups[high].IsFixed;
        _groups[high] = _groups[high] with { TiedTo = low };
        _groups[low] = _groups[low] with { IsFixed = isFixed };
    }
}
