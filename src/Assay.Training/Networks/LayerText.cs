using System.Globalization;
using Assay.Claims;

namespace Assay.Training.Networks;

/// <summary>Reads single layers, such as <c>dense(32)</c> or <c>residual(dense(32), relu)</c>.</summary>
internal static class LayerText
{
    /// <summary>The largest size of a layer.</summary>
    public const int MostSize = 1 << 20;

    private static readonly string[] Names = ["dense", "relu", "tanh", "gelu", "conv", "pool", "avgpool", "flatten", "layernorm", "batchnorm", "embedding", "positions", "attention", "residual"];

    public static Layer Read(CallText call, int depth)
    {
        if (depth == 0)
        {
            throw new TrainingException(new Problem(call.Place, "Layers are nested too deeply."));
        }

        switch (call.Name)
        {
            case "dense":
                return new Dense(One(call).Whole(1, MostSize));
            case "relu" or "tanh" or "gelu":
                call.AllowOnly(0);
                return new Activation(Enum.Parse<ActivationKind>(call.Name, ignoreCase: true));
            case "conv":
                call.AllowOnly(1, "kernel");
                return new Convolution(Single(call).Whole(1, MostSize), call.Whole("kernel", 3, 1, MostSize));
            case "pool":
                return new Pool(PoolKind.Greatest, One(call).Whole(1, MostSize));
            case "avgpool":
                return new Pool(PoolKind.Mean, One(call).Whole(1, MostSize));
            case "flatten":
                call.AllowOnly(0);
                return new Flatten();
            case "layernorm" or "batchnorm" or "positions":
                call.AllowOnly(0);
                return call.Name switch { "layernorm" => new LayerNorm(), "batchnorm" => new BatchNorm(), _ => new Positions() };
            case "embedding":
                call.AllowOnly(2);
                return call.Positional.Count == 2 ? new Embedding(call.Positional[0].Whole(1, MostSize), call.Positional[1].Whole(1, MostSize))
                    : throw new TrainingException(new Problem(call.Place, "'embedding' needs how many tokens there are, and how many features stand for each.", "For example: embedding(27, 16)"));
            case "attention":
                call.AllowOnly(2);
                return call.Positional.Count is 1 or 2 ? new Attention(call.Positional[0].Whole(1, MostSize), call.Positional.Count == 2 && call.Positional[1].OneOf("causal") == "causal")
                    : throw new TrainingException(new Problem(call.Place, "'attention' needs how many heads it has.", "For example: attention(4) or attention(4, causal)"));
            case "residual":
                call.AllowOnly(int.MaxValue);
                return new Residual([.. call.Positional.Select(layer => Read(layer.Call(), depth - 1))]);
            default:
                throw call.Unknown("layer", Names);
        }
    }

    /// <summary>The text of a layer; most call themselves what they are called here.</summary>
    public static string Write(Layer layer) => layer switch
    {
        Convolution convolution => string.Create(CultureInfo.InvariantCulture, $"conv({convolution.Channels}, kernel: {convolution.Kernel})"),
        Pool pool => string.Create(CultureInfo.InvariantCulture, $"{(pool.Kind == PoolKind.Greatest ? "pool" : "avgpool")}({pool.Size})"),
        Residual residual => $"residual({string.Join(", ", residual.Body.Select(Write))})",
        _ => layer.ToString(),
    };

    public static ActivationKind ActivationOf(CallText call) =>
        Enum.Parse<ActivationKind>(call.Find("activation")?.OneOf("relu", "tanh", "gelu") ?? "relu", ignoreCase: true);

    private static CallArgument One(CallText call)
    {
        call.AllowOnly(1);
        return Single(call);
    }

    private static CallArgument Single(CallText call)
    {
        return call.Positional.Count == 1 ? call.Positional[0] : throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs one number.", $"For example: {call.Name}(32)"));
    }
}
