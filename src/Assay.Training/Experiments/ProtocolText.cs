using Assay.Claims;

namespace Assay.Training.Experiments;

/// <summary>Reads what is done to a network beside training it.</summary>
internal static class ProtocolText
{
    /// <summary>The names of what can be done.</summary>
    public static IReadOnlyList<string> Names { get; } = ["freeze", "dead", "ablate", "prune", "mask", "linearised", "ntk"];

    /// <summary>Adds one description to a protocol.</summary>
    public static Protocol With(Protocol protocol, CallText call)
    {
        switch (call.Name)
        {
            case "freeze":
                call.AllowOnly(0, "layer");
                return protocol with { Frozen = [.. protocol.Frozen, Layer(call)] };
            case "dead":
                call.AllowOnly(0, "layer");
                return protocol with { Dead = [.. protocol.Dead, Layer(call)] };
            case "linearised":
                call.AllowOnly(0);
                return protocol with { IsLinearised = true };
            case "ntk":
                call.AllowOnly(0);
                return protocol with { IsTangentScaled = true };
            case "ablate":
                call.AllowOnly(0, "layer", "share", "at");
                return protocol with { Ablation = new Ablation(Layer(call), call.Number("share", 0.25, 0, 1), call.Number("at", 0.5, 0, 1)) };
            case "prune":
                call.AllowOnly(0, "keep", "rounds", "start");
                return protocol with { Pruning = new Pruning(Keep(call), call.Whole("rounds", 3, 1, 100), call.Find("start")?.OneOf("same", "fresh") == "fresh") };
            default:
                call.AllowOnly(0, "keep");
                return protocol with { Pruning = new Pruning(Keep(call), 0, IsFresh: false) };
        }
    }

    private static double Keep(CallText call) => call.Find("keep")?.Number(0, 1)
        ?? throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs the share of weights to keep.", $"For example: {call.Name}(keep: 0.2)"));

    private static string Layer(CallText call) => call.Find("layer")?.Text
        ?? throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs the place of a layer.", $"Activations count too: the second dense layer of mlp(64, 32, 10) is {call.Name}(layer: 3)"));
}
