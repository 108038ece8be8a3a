using System.Globalization;
using Assay.Claims;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Questions;

/// <summary>Whether networks fit their data, and what is done to them fits the networks.</summary>
internal static class Fitting
{
    /// <summary>Checks all arms.</summary>
    /// <exception cref="TrainingException">Something does not fit; the text names the arm and the layer.</exception>
    public static void Check(IReadOnlyList<Arm> arms, bool isTuned, Claim claim)
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
                throw Wrong(arm.NetworkPlace, claim, $"Arm '{arm.Name}': the network takes {network.Input.Count} numbers{(network.Input.Sizes.Count > 1 ? $" ({network.Input})" : "")}, and a sample of '{arm.Data.Text}' has {training.Features}.", "The first number of a network is that of the features of a sample.");
            }

            if (training.Labels is null && network.Loss == LossKind.CrossEntropy)
            {
                throw Wrong(claim.Find("data")?.Start, claim, $"Arm '{arm.Name}': '{arm.Data.Text}' has numbers as targets, and cross-entropy needs labels.", "Add a line: loss: squared");
            }

            var outputs = network.Output.Sizes[^1];
            if (network.Output.Count != outputs)
            {
                throw Wrong(arm.NetworkPlace, claim, $"Arm '{arm.Name}': the network makes {network.Output} of a sample, and '{arm.Data.Text}' has one answer for each.", "Let the last layers be flatten and a dense one.");
            }

            if (outputs != training.Outputs)
            {
                throw Wrong(arm.NetworkPlace, claim, $"Arm '{arm.Name}': the last layer makes {outputs} numbers, and '{arm.Data.Text}' has {Told(training)}.", Advice(training));
            }

            CheckTokens(network, training, arm, claim);
            CheckOptimiser(network, arm, claim);
            CheckBatches(network, training.Count, arm, claim);
            if (isTuned)
            {
                CheckBatches(network, training.Count - DataPlan.HeldBackOf(training.Count), arm, claim);
            }

            foreach (var place in arm.Protocol.Frozen.Concat(arm.Protocol.Dead).Concat(arm.Protocol.Ablation is { } ablation ? [ablation.Layer] : []))
            {
                if (!network.Parameters.Any(block => block.Name.StartsWith(place + ".", StringComparison.Ordinal)))
                {
                    var places = network.Parameters.Select(block => string.Join('.', block.Name.Split('.').TakeWhile(part => char.IsAsciiDigit(part[0])))).Distinct();
                    throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': layer {place} has no weights.", $"Layers with weights: {string.Join(", ", places)}; activations count too.");
                }
            }

            CheckLinearised(network, arm, claim);
            if (arm.Protocol.IsTangentScaled && arm.Recipe is not { Settings: GradientDescentSettings { Decay: 0 }, Clip: null })
            {
                throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': 'ntk' is another scale of parameters, which is told by steps of gradient descent alone.", "Take sgd or gd without decay and clip.");
            }

            if (arm.Protocol.Ablation is { } removal)
            {
                try
                {
                    _ = UnitRemoval.Of(network, removal.Layer);
                }
                catch (NetworkException exception)
                {
                    throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': {exception.Message}", "Activations count too: the second dense layer of mlp(64, 32, 10) is the third.");
                }
            }
        }
    }

    private static void CheckLinearised(Network network, Arm arm, Claim claim)
    {
        if (!arm.Protocol.IsLinearised)
        {
            return;
        }

        var reason = network.NormalisesBatches ? "it normalises batches, so that its outputs are no function of a sample"
            : arm.Protocol.Ablation is not null || arm.Protocol.Pruning is not null ? "units and weights cannot be taken out of a linear model"
            : arm.Recipe.Settings is FirstOrderSettings or SamSettings ? null : $"'{arm.Recipe.Text}' looks at more than gradients";
        if (reason is not null)
        {
            throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': the network cannot be linearised: {reason}.", "Take sgd, adam or another method of first order, and a network without norm, ablate, prune and mask.");
        }
    }

    private static void CheckTokens(Network network, Dataset training, Arm arm, Claim claim)
    {
        if (network.Layers[0] is not Embedding embedding)
        {
            return;
        }

        var wrong = Array.FindIndex(training.Inputs, token => !(token >= 0 && token < embedding.Vocabulary && float.IsInteger(token)));
        if (wrong >= 0)
        {
            var found = training.Inputs[wrong].ToString(CultureInfo.InvariantCulture);
            throw Wrong(arm.NetworkPlace, claim, $"Arm '{arm.Name}': {embedding} takes whole numbers from 0 to {embedding.Vocabulary - 1}, and a sample of '{arm.Data!.Text}' has {found}.", "Let the first number of the embedding be that of the tokens.");
        }
    }

    private static void CheckOptimiser(Network network, Arm arm, Claim claim)
    {
        if (arm.Recipe.Settings is PlainNewtonSettings && network.TrainedCount > PlainNewton<double>.MostParameters)
        {
            throw Wrong(
                arm.Place,
                claim,
                string.Create(CultureInfo.InvariantCulture, $"Arm '{arm.Name}': 'newtonplain' solves for all parameters at once, of which there may be {PlainNewton<double>.MostParameters:N0}, and this network has {network.TrainedCount:N0}."),
                "Take 'newton', which does so by products with the Hessian.");
        }
    }

    private static void CheckBatches(Network network, int samples, Arm arm, Claim claim)
    {
        if (arm.Recipe is { BatchPlace: { } place, Batch: { } asked } && asked > samples)
        {
            throw Wrong(place, claim, string.Create(CultureInfo.InvariantCulture, $"Arm '{arm.Name}': a batch has {asked:N0} samples, and '{arm.Data!.Text}' has {samples:N0} to train on."), "Take 'batch: all', or smaller batches.");
        }

        var batch = Math.Min(arm.Recipe.Batch ?? samples, samples);
        if (network.NormalisesBatches && (batch == 1 || samples % batch == 1))
        {
            throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': the last of the batches of {samples} samples has one sample, and batches of one cannot be normalised.", "Take batches of another size.");
        }
    }

    /// <summary>Checks that what a statement speaks of is there: accuracies only of labels, and no test without samples to test on.</summary>
    /// <exception cref="TrainingException">It is not; the text names the arm.</exception>
    public static void Check(IReadOnlyList<Comparison> statement, IReadOnlyList<Arm> arms, Claim claim)
    {
        foreach (var measured in statement.SelectMany(comparison => comparison.Expression.Parts))
        {
            if (arms.First(arm => arm.Name == measured.Arm).Data is not { } data)
            {
                continue;
            }

            var (split, name) = (data.Samples(1), measured.Quantity.Name);
            if (split.Training.Labels is null && (name.Contains("ccuracy", StringComparison.Ordinal) || name.EndsWith("Error", StringComparison.Ordinal)))
            {
                throw Wrong(claim.Find("claim")?.Start, claim, $"'{measured.Arm}.{name}' counts labels, and '{data.Text}' has numbers as targets.", $"Losses are known: {measured.Arm}.{(name.StartsWith("train", StringComparison.Ordinal) ? "trainLoss" : "testLoss")}");
            }

            if (split.Test.Count == 0 && (name.StartsWith("test", StringComparison.Ordinal) || name.StartsWith("accuracy", StringComparison.Ordinal)))
            {
                throw Wrong(claim.Find("claim")?.Start, claim, $"'{measured.Arm}.{name}' needs samples to test on, and '{data.Text}' has none.", "Add a part to the line of data: test: 100");
            }
        }
    }

    /// <summary>Checks that what is dear can be measured of the arms that it is claimed of.</summary>
    /// <exception cref="TrainingException">It cannot; the text names the arm.</exception>
    public static void CheckDear(TrainingPlan plan, IReadOnlyList<Arm> arms, Claim claim)
    {
        foreach (var arm in arms)
        {
            if (plan.Wanted(arm.Name) is { Count: > 0 } wanted && plan.Experiment.WhyNot(arm, wanted) is { } reason)
            {
                throw Wrong(arm.Place, claim, $"Arm '{arm.Name}': {reason}", "Leave out the quantity, or change the arm.");
            }
        }
    }

    private static string Told(Dataset data) => data.Labels is not null ? $"{data.Outputs} classes" : data.Outputs == 1 ? "1 target" : $"{data.Outputs} targets";

    private static string Advice(Dataset data) => data.Labels is { Length: > 0 } labels && labels.Min() > 0
        ? "No sample has label 0: labels are whole numbers from 0 on."
        : $"The last number of a network is that of the {(data.Labels is null ? "targets" : "classes")}.";

    private static TrainingException Wrong(Place? place, Claim claim, string message, string advice) => new(new Problem(place ?? claim.Place, message, advice));
}
