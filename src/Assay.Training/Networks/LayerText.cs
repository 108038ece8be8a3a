using Assay.Claims;

namespace Assay.Training.Networks;

/// <summary>Reads single layers, such as <c>dense(32)</c> or <c>residual(dense(32), relu)</c>.</summary>
internal static class LayerText
{
    /// <summary>The largest size of a layer.</summary>
    public const int MostSize = 1 << 20;

    private static readonly string[] Names = ["dense", "relu", "tanh", "gelu", "conv", "pool", "avgpool", "flatten", "residual"];

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
            case "residual":
                call.AllowOnly(int.MaxValue);
                return new Residual([.. call.Positional.Select(layer => Read(layer.Call(), depth - 1))]);
            default:
                throw call.Unknown("layer", Names);
        }
    }

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
