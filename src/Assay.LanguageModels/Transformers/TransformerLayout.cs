using System.Globalization;
using Assay.Statistics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>Where the parameters of a transformer lie in one array.</summary>
internal sealed class TransformerLayout
{
    private const ulong Purpose = 0x7A5C_0003;

    private readonly List<NamedMatrix> _matrices = [];

    /// <param name="shape">The size of the transformer.</param>
    public TransformerLayout(TransformerShape shape)
    {
        shape.Check();
        Shape = shape;
        Embedding = Add("embedding", shape.Reach * shape.Words, shape.Width);
        Layers = [.. Enumerable.Range(0, shape.Layers).Select(LayerOf)];
        Gain = Add("gain", 1, shape.Width);
        Unembedding = Add("unembedding", shape.Words, shape.Width);
    }

    /// <summary>The size of the transformer.</summary>
    public TransformerShape Shape { get; }

    /// <summary>A row for each word; then one for each as it stands before a token, two before it, and so on.</summary>
    public WeightView Embedding { get; }

    /// <summary>Those of each layer.</summary>
    public IReadOnlyList<LayerLayout> Layers { get; }

    /// <summary>What the features are multiplied by at the end, once they are normalised.</summary>
    public WeightView Gain { get; }

    /// <summary>A row for each word, whose product with the features is the logit of the word.</summary>
    public WeightView Unembedding { get; }

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<NamedMatrix> Matrices => _matrices;

    /// <summary>How many parameters there are.</summary>
    public int Count { get; private set; }

    /// <summary>Parameters to start from: gains 1; of matrices normal numbers, those that add to the features smaller the more layers there are (Radford and others 2019).</summary>
    public float[] Start(ulong seed)
    {
        var random = new Philox(seed, Purpose);
        var start = new float[Count];
        foreach (var (name, view) in _matrices)
        {
            var adds = name.EndsWith(".output", StringComparison.Ordinal) || name.EndsWith(".fall", StringComparison.Ordinal);
            var scale = name == "embedding" ? 1 : 1 / Math.Sqrt(view.Columns * (adds ? 2.0 * Shape.Layers : 1));
            for (var i = 0; i < view.Rows * view.Columns; i++)
            {
                start[view.Start + i] = view.Rows == 1 ? 1 : (float)(scale * random.NextNormal());
            }
        }

        return start;
    }

    private LayerLayout LayerOf(int layer)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{layer}.");
        var (width, hidden) = (Shape.Width, Shape.Hidden);
        return new LayerLayout(
            Add(name + "attention.gain", 1, width),
            Add(name + "attention.query", width, width),
            Add(name + "attention.key", width, width),
            Add(name + "attention.value", width, width),
            Add(name + "attention.output", width, width),
            Add(name + "hidden.gain", 1, width),
            Add(name + "hidden.rise", hidden, width),
            Add(name + "hidden.fall", width, hidden));
    }

    private WeightView Add(string name, int rows, int columns)
    {
        var view = WeightView.Of(Count, rows, columns);
        Count = checked(Count + (rows * columns));
        _matrices.Add(new(name, view));
        return view;
    }
}

/// <summary>A matrix of parameters and its name.</summary>
internal sealed record NamedMatrix(string Name, WeightView View);

/// <summary>Where the parameters of one layer lie.</summary>
/// <param name="AttentionGain">What normalised features are multiplied by before attention.</param>
/// <param name="Query">What a token asks for: a row for each feature of each head.</param>
/// <param name="Key">What it is found by.</param>
/// <param name="Value">What it gives.</param>
/// <param name="Output">From what heads found to the features.</param>
/// <param name="HiddenGain">What normalised features are multiplied by before the hidden layer.</param>
/// <param name="Rise">From the features to the hidden layer.</param>
/// <param name="Fall">From there to the features.</param>
internal sealed record LayerLayout(
    WeightView AttentionGain, WeightView Query, WeightView Key, WeightView Value, WeightView Output, WeightView HiddenGain, WeightView Rise, WeightView Fall);
