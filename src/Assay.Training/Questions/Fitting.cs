using Assay.Claims;
using Assay.Training.Experiments;

namespace Assay.Training.Questions;

/// <summary>Whether networks fit their data, and what is done to them fits the networks.</summary>
internal static class Fitting
{
    /// <summary>Checks all arms.</summary>
    /// <exception cref="TrainingException">Something does not fit; the text names the arm and the layer.</exception>
    public static void Check(IReadOnlyList<Arm> arms, Claim claim)
    {
        foreach (var arm in arms)
        {
            if (arm.Network is not { } network)
            {
                continue;
            }

            var training = arm.Data!.Samples(1).Training;
            if (network.Input.Count != training.Features)
            {
                throw Wrong(claim, $"Arm '{arm.Name}': the network takes {network.Input} = {network.Input.Count} numbers, and a sample of '{arm.Data.Text}' has {training.Features}.", "The first number of a network is that of the features of a sample.");
            }

            var outputs = network.Output.Sizes[^1];
            if (outputs != training.Outputs)
            {
                throw Wrong(claim, $"Arm '{arm.Name}': the last layer makes {outputs} numbers, and '{arm.Data.Text}' has {training.Outputs} {(training.Labels is null ? "targets" : "classes")}.", "The last number of a network is that of the classes.");
            }

            if (training.Labels is null && network.Loss == Networks.LossKind.CrossEntropy)
            {
                throw Wrong(claim, $"Arm '{arm.Name}': '{arm.Data.Text}' has numbers as targets, and cross-entropy needs labels.", "Add a line: loss: squared");
            }

            foreach (var place in arm.Protocol.Frozen.Concat(arm.Protocol.Dead).Concat(arm.Protocol.Ablation is { } ablation ? [ablation.Layer] : []))
            {
                if (!network.Parameters.Any(block => block.Name == place + ".weight"))
                {
                    var places = network.Parameters.Where(block => block.Name.EndsWith(".weight", StringComparison.Ordinal)).Select(block => block.Name[..^".weight".Length]);
                    throw Wrong(claim, $"Arm '{arm.Name}': layer {place} has no weights.", $"Layers with weights: {string.Join(", ", places)}; activations count too.");
                }
            }

            if (arm.Protocol.Ablation is { } removal && network.Parameters.Last(block => block.Role == Networks.ParameterRole.Weight).Name == removal.Layer + ".weight")
            {
                throw Wrong(claim, $"Arm '{arm.Name}': the units of the last layer are the classes.", "Units of a layer before it can be removed.");
            }
        }
    }

    private static TrainingException Wrong(Claim claim, string message, string advice) => new(new Problem(claim.Place, message, advice));
}
