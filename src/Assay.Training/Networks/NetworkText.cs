using System.Globalization;
using Assay.Claims;

namespace Assay.Training.Networks;

/// <summary>Reads networks such as <c>mlp(64, 32, 10)</c> or <c>layers(1x8x8, conv(8), relu, pool(2), flatten, dense(10))</c>.</summary>
public static class NetworkText
{
    private const int Deepest = 20;
    private const int MostBlocks = 1000;

    private static readonly string[] Kinds = ["mlp", "cnn", "residual", "layers"];

    /// <summary>The names under which networks are written.</summary>
    public static IReadOnlyList<string> Names => Kinds;

    /// <summary>Reads a network.</summary>
    /// <param name="call">Its description.</param>
    /// <param name="loss">What is trained.</param>
    /// <exception cref="TrainingException">The text describes none, or a layer's input does not fit it.</exception>
    public static Network Read(CallText call, LossKind loss = LossKind.CrossEntropy)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return call.Name switch
            {
                "mlp" => new Network(Features(call), [.. Mlp(call)], loss),
                "cnn" => new Network(Input(call), [.. Cnn(call)], loss),
                "residual" => new Network(Features(call), [.. ResidualBlocks(call)], loss),
                "layers" => new Network(Input(call), [.. Listed(call)], loss),
                _ => throw call.Unknown("network", Kinds),
            };
        }
        catch (NetworkException exception)
        {
            throw new TrainingException(new Problem(call.Place, exception.Message));
        }
        catch (OverflowException)
        {
            throw new TrainingException(new Problem(call.Place, string.Create(CultureInfo.InvariantCulture, $"'{call.Source.Text}' has more than {int.MaxValue:N0} parameters or entries of a sample."), "Make its layers smaller."));
        }
    }

    /// <summary>The text of a network, which <see cref="Read"/> understands.</summary>
    public static string Write(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return $"layers({network.Input}, {string.Join(", ", network.Layers.Select(LayerText.Write))})";
    }

    private static Shape Features(CallText call)
    {
        call.AllowOnly(int.MaxValue, "activation", "blocks", "norm");
        return call.Positional.Count >= 2 ? Shape.Features(call.Positional[0].Whole(1, LayerText.MostSize))
            : throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs the features of a sample and the outputs of each layer.", $"For example: {call.Name}(64, 32, 10)"));
    }

    private static Shape Input(CallText call)
    {
        if (call.Positional.Count < 2)
        {
            throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs the shape of a sample and what follows.", $"For example: {call.Name}(1x8x8, {(call.Name == "cnn" ? "8, 16, 10" : "conv(8), relu, pool(2), dense(10)")})"));
        }

        var text = call.Positional[0];
        var sizes = text.Text.Split('x').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToList();
        return sizes.Count <= 3 && sizes.All(size => size is > 0 and < 1 << 20) ? Shape.Of(sizes)
            : throw new TrainingException(new Problem(text.Place, $"'{text.Text}' is no shape of a sample.", "Write features as 64, an image as 1x8x8 (channels, height, width), a sequence as 12x16 (tokens, features)."));
    }

    private static IEnumerable<Layer> Mlp(CallText call)
    {
        call.AllowOnly(int.MaxValue, "activation");
        var activation = LayerText.ActivationOf(call);
        var widths = call.Positional.Skip(1).Select(width => width.Whole(1, LayerText.MostSize)).ToList();
        return widths.SelectMany((width, i) => i < widths.Count - 1 ? new Layer[] { new Dense(width), new Activation(activation) } : [new Dense(width)]);
    }

    private static IEnumerable<Layer> Listed(CallText call)
    {
        call.AllowOnly(int.MaxValue);
        return call.Positional.Skip(1).Select(layer => LayerText.Read(layer.Call(), Deepest));
    }

    // Each convolution halves the image behind it; the last number is that of the outputs.
    private static IEnumerable<Layer> Cnn(CallText call)
    {
        call.AllowOnly(int.MaxValue, "activation");
        if (call.Positional.Count < 3)
        {
            throw new TrainingException(new Problem(call.Place, "'cnn' needs the shape of an image, the channels of each convolution, and outputs.", "For example: cnn(1x8x8, 8, 16, 10)"));
        }

        var activation = LayerText.ActivationOf(call);
        var sizes = call.Positional.Skip(1).Select(size => size.Whole(1, LayerText.MostSize)).ToList();
        return [.. sizes.SkipLast(1).SelectMany(channels => new Layer[] { new Convolution(channels), new Activation(activation), new Pool(PoolKind.Greatest, 2) }), new Dense(sizes[^1])];
    }

    // Where the plain network has a dense layer and its activation, this one has them beside a way around.
    private static IEnumerable<Layer> ResidualBlocks(CallText call)
    {
        call.AllowOnly(3, "activation", "blocks");
        if (call.Positional.Count != 3)
        {
            throw new TrainingException(new Problem(call.Place, "'residual' needs features, the width of its blocks, and outputs.", "For example: residual(64, 32, 10, blocks: 4)"));
        }

        var activation = LayerText.ActivationOf(call);
        var width = call.Positional[1].Whole(1, LayerText.MostSize);
        var blocks = call.Whole("blocks", 2, 1, MostBlocks);
        return [new Dense(width), new Activation(activation),
            .. Enumerable.Range(0, blocks).Select(_ => new Residual([new Dense(width), new Activation(activation)])),
            new Dense(call.Positional[2].Whole(1, LayerText.MostSize))];
    }
}
