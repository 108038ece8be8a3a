using System.Globalization;

namespace Assay.Training.Networks;

/// <summary>Collects the parameters of a network while its layers are built one after another.</summary>
internal sealed class ParameterLayout
{
    private readonly List<ParameterBlock> _blocks = [];
    private readonly List<int> _path = [];
    private int _next;

    /// <summary>All blocks so far.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>How many parameters there are so far.</summary>
    public int Count => _next;

    /// <summary>The place of the layer at hand, such as <c>3</c> or <c>3.1</c>, counted from 1.</summary>
    public string Place => string.Join('.', _path.Select(index => index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Asks for a block.</summary>
    public ParameterBlock Add(string name, ParameterRole role, int fanIn, params int[] sizes)
    {
        var block = new ParameterBlock($"{Place}.{name}", role, sizes, _next, fanIn);
        _next = checked(_next + block.Count);
        _blocks.Add(block);
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
