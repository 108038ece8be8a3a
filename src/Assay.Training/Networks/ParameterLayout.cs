using System.Globalization;

namespace Assay.Training.Networks;

/// <summary>Collects the parameters of a network while its layers are built one after another.</summary>
/// <param name="statisticsStart">Where statistics start: behind all that is trained, so that optimisers find that in one piece.</param>
internal sealed class ParameterLayout(int statisticsStart = 0)
{
    private readonly List<ParameterBlock> _statistics = [];
    private readonly List<ParameterBlock> _blocks = [];
    private readonly List<int> _path = [];
    private int _next;
    private int _nextStatistic = statisticsStart;

    /// <summary>All blocks so far, statistics last.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => [.. _blocks, .. _statistics];

    /// <summary>How many parameters are trained so far.</summary>
    public int TrainedCount => _next;

    /// <summary>How many parameters there are, once all have been asked for.</summary>
    public int Count => _statistics.Count == 0 ? _next : _nextStatistic;

    /// <summary>The place of the layer at hand, such as <c>3</c> or <c>3.1</c>, counted from 1.</summary>
    public string Place => string.Join('.', _path.Select(index => index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The same network's parameters once more, with its statistics where they belong.</summary>
    public ParameterLayout WithStatisticsLast() => new(_next);

    /// <summary>Asks for a block.</summary>
    public ParameterBlock Add(string name, ParameterRole role, int fanIn, params int[] sizes)
    {
        var isStatistic = role == ParameterRole.Statistic;
        var block = new ParameterBlock($"{Place}.{name}", role, sizes, isStatistic ? _nextStatistic : _next, fanIn);
        (isStatistic ? _statistics : _blocks).Add(block);
        (isStatistic ? ref _nextStatistic : ref _next) = checked(block.Start + block.Count);
        return block;
    }

    /// <summary>Builds layers, each on what the one before it makes.</summary>
    public IReadOnlyList<Stage> Build(Shape input, IReadOnlyList<Layer> layers)
    {
        List<Stage> stages = [];
        for (var i = 0; i < layers.Count; i++)
        {
            _path.Add(i + 1);
            stages.Add(layers[i].Build(i == 0 ? input : stages[^1].Output, this));
            _path.RemoveAt(_path.Count - 1);
        }

        return stages;
    }

    /// <summary>What is wrong with the layer at hand.</summary>
    public NetworkException Wrong(Layer layer, string what) => new($"Layer {Place}, {layer}: {what}");
}
