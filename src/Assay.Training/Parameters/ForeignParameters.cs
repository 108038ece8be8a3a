using System.Globalization;
using Assay.Claims;
using Assay.Training.Networks;

namespace Assay.Training.Parameters;

/// <summary>
/// Parameters of somebody's own network in a file of safetensors, whose tensors have the names and shapes that PyTorch gives them: weights of dense layers [out, in], of
/// convolutions [out, in, height, width].
/// </summary>
internal sealed class ForeignParameters
{
    private readonly string _path;
    private readonly TensorFile _file;
    private readonly IReadOnlyList<TensorLayer> _layers;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It is missing or malformed, or has a tensor that belongs to no layer.</exception>
    public ForeignParameters(string path)
    {
        (_path, _file) = (path, Safetensors.Read(path));
        if (_file.Tensors.Count == 0)
        {
            throw Wrong("There is no tensor in it.");
        }

        _layers = _file.Metadata.ContainsKey(StoredParameters.NetworkKey) ? [] : TensorLayer.Of(_file, path);
    }

    /// <summary>Whether the network is guessed: dense layers, with ReLU between any two.</summary>
    public bool IsGuessed => _layers.Count > 0;

    /// <summary>The network that the file is of.</summary>
    /// <param name="loss">What it was trained for.</param>
    /// <exception cref="TrainingException">Names and shapes do not say.</exception>
    public Network Network(LossKind loss)
    {
        if (_file.Metadata.TryGetValue(StoredParameters.NetworkKey, out var text))
        {
            return NetworkText.Read(CallText.Parse(ClaimText.Of(text, Place.Whole(_path))), loss);
        }

        if ((_layers.FirstOrDefault(layer => layer.Weight.Sizes.Count == 4) ?? _layers.FirstOrDefault(layer => layer.Weight.Sizes.Count != 2)) is { } other)
        {
            var (sizes, last) = (other.Weight.Sizes, _layers.LastOrDefault(layer => layer.Weight.Sizes.Count == 2)?.Weight.Sizes[0] ?? 10);
            throw Wrong(
                sizes.Count == 4 ? $"The tensor '{Shown(other.Weight.Name)}' is that of a convolution, and shapes do not say how large images are, where pools stand and what is between."
                    : $"The tensor '{Shown(other.Weight.Name)}' is that of no dense layer, and its shape does not say what it does.",
                $"Say it, for example: --network \"layers({(sizes.Count == 4 ? $"{sizes[1]}x28x28, conv({sizes[0]}), relu, pool(2)" : "64, dense(32), batchnorm, relu")}, flatten, dense({last}))\"");
        }

        var dense = _layers.Select(layer => layer.Weight.Sizes).ToList();
        for (var i = 1; i < dense.Count; i++)
        {
            if (dense[i][1] != dense[i - 1][0])
            {
                throw Wrong(
                    $"'{Shown(_layers[i - 1].Weight.Name)}' makes {dense[i - 1][0]} features, and '{Shown(_layers[i].Weight.Name)}' takes {dense[i][1]}: in the order of their names these layers are no network.",
                    "Say which network it is with --network.");
            }
        }

        int[] widths = [dense[0][1], .. dense.Select(sizes => sizes[0])];
        return widths.Contains(0) ? throw Wrong("A weight is empty.")
            : new Network(Shape.Features(widths[0]), Assay.Training.Networks.Network.Mlp(ActivationKind.Relu, widths).Layers, loss);
    }

    /// <summary>The parameters, as a network has them; biases that are not there are 0.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="TrainingException">Layers or shapes differ, or a number is not finite; the text names the tensor.</exception>
    public double[] For(Network network)
    {
        if (_layers.Count == 0)
        {
            return new StoredParameters(_path).For(network);
        }

        var parameters = new double[network.ParameterCount];
        foreach (var (tensor, block) in Placed(network))
        {
            var wrong = Array.FindIndex(tensor.Values, value => !double.IsFinite(value));
            if (wrong >= 0)
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"Number {wrong} of '{Shown(tensor.Name)}' is {tensor.Values[wrong]}."), "Weights have to be finite; such a network diverged.");
            }

            tensor.Values.CopyTo(parameters, block.Start);
        }

        return parameters;
    }

    /// <summary>Writes other parameters of the same network under the names and in the types of this file; biases that are not in it are added where they are not 0.</summary>
    /// <param name="path">The file; one that is there is written over.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">All its parameters.</param>
    public void Write(string path, Network network, double[] parameters)
    {
        if (_layers.Count == 0)
        {
            StoredParameters.Write(path, network, parameters);
            return;
        }

        var placed = Placed(network).ToDictionary(pair => pair.Block, pair => pair.Tensor);
        List<Tensor> tensors = [];
        foreach (var (layer, blocks) in Matched([.. Blocks(network.Stages)]))
        {
            foreach (var (part, block) in blocks.Index())
            {
                var values = parameters[block.Start..(block.Start + block.Count)];
                if (placed.TryGetValue(block, out var tensor))
                {
                    tensors.Add(tensor with { Values = values });
                }
                else if (values.Any(value => value != 0))
                {
                    tensors.Add(new Tensor($"{layer.Name}.{(part == 1 ? "bias" : block.Name[(block.Name.LastIndexOf('.') + 1)..])}", layer.Weight.Type, block.Sizes, values));
                }
            }
        }

        Safetensors.Write(path, new TensorFile(tensors, new Dictionary<string, string>()));
    }

    private List<(Tensor Tensor, ParameterBlock Block)> Placed(Network network)
    {
        var wanted = Blocks(network.Stages).ToList();
        if (wanted.Count != _layers.Count)
        {
            throw Wrong($"It has {_layers.Count} {(_layers.Count == 1 ? "layer" : "layers")} with weights ({string.Join(", ", _layers.Select(layer => Shown(layer.Name)))}), and the network has {wanted.Count}.", "Say which network it is with --network.");
        }

        return [.. Matched(wanted).SelectMany(pair => pair.Layer.All.Index().Where(part => part.Item is not null).Select(part => (part.Item!, pair.Blocks[part.Index])))];
    }

    // Each layer of the network takes the first layer of the file that is left and has its shape: names such as bn1 and conv1 are in another order than what they name.
    private List<(TensorLayer Layer, IReadOnlyList<ParameterBlock> Blocks)> Matched(IReadOnlyList<IReadOnlyList<ParameterBlock>> wanted)
    {
        List<TensorLayer> left = [.. _layers];
        List<(TensorLayer, IReadOnlyList<ParameterBlock>)> matched = [];
        foreach (var blocks in wanted)
        {
            var layer = left.Find(one => Misfit(one, blocks) is null) ?? throw Wrong(Misfit(left[0], blocks)!, "Networks that are compared have one shape; --network says which.");
            left.Remove(layer);
            matched.Add((layer, blocks));
        }

        return matched;
    }

    private static string? Misfit(TensorLayer layer, IReadOnlyList<ParameterBlock> blocks)
    {
        foreach (var (part, tensor) in layer.All.Index())
        {
            if (tensor is null && part > 1 && part < blocks.Count)
            {
                return $"There is no '{Shown(layer.Name)}.{(part == 2 ? "running_mean" : "running_var")}', which batch normalisation needs.";
            }

            if (tensor is not null && part >= blocks.Count)
            {
                return $"The tensor '{Shown(tensor.Name)}' is none of those that {blocks[0].Name} of the network has beside it.";
            }

            if (tensor is not null && !tensor.Sizes.SequenceEqual(blocks[part].Sizes))
            {
                return $"The tensor '{Shown(tensor.Name)}' is {Sizes(tensor.Sizes)}, and {blocks[part].Name} of the network is {Sizes(blocks[part].Sizes)}.";
            }
        }

        return null;
    }

    private static IEnumerable<IReadOnlyList<ParameterBlock>> Blocks(IReadOnlyList<Stage> stages) =>
        stages.SelectMany(stage => stage.Inner.Count > 0 ? Blocks(stage.Inner) : stage.Blocks.Count > 0 ? [stage.Blocks] : []);

    private static string Sizes(IReadOnlyList<int> sizes) => sizes.Count == 0 ? "a single number" : string.Join('x', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    private static string Shown(string name) => CallSplitter.Shown(name);

    private TrainingException Wrong(string message, string? advice = null) => new(new Problem(Place.Whole(_path), message, advice));
}
