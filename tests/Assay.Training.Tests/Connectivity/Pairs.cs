using Assay.Claims;
using Assay.Training.Connectivity;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Connectivity;

/// <summary>Networks trained on digits, and looks at them.</summary>
internal static class Pairs
{
    public static Network Network(string text) => NetworkText.Read(CallText.Parse(text));

    public static ConnectivityLook Look(Network network, int samples = 600)
    {
        var split = Digits.Standard;
        var plan = new DataPlan(_ => split with { Training = split.Training.Select([.. Enumerable.Range(0, samples)]) }, "");
        return new ConnectivityLook(PermutationStructure.Of(network), plan.For<float>(network, 1, isTuning: false));
    }

    public static double[][] Trained(Network network, int count, int steps = 400, string optimizer = "sgd(lr: 0.1, momentum: 0.9, batch: 32)") =>
        [.. Population.Train(network, Digits.Standard, OptimizerRecipe.Parse(optimizer), count, steps).Select(member => member.Parameters.ToArray())];
}
