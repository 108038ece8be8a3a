using Assay.Training.Probes;
using Assay.Verdicts;

namespace Assay.Training.Tests.Questions;

/// <summary>A search for eigenvalues that ended too early, or found none below 0, decides nothing, and says how far it came.</summary>
public sealed class ReachedTests
{
    // The same networks have negative eigenvalues, as all of them show: what few products say of them must not be believed.
    private const string Lines = """
        data: teacher(inputs: 4, width: 3, classes: 3, n: 60)
        network: mlp(4, 6, 3, activation: tanh)
        arm: a = sgd(lr: 0.1, batch: 8)
        budget-axis: 40 steps

        """;

    [Theory]
    [InlineData("lowestCurvature", ">= 0")]
    [InlineData("lowestCurvature", ">= -0.0001")]
    [InlineData("greatestCurvature", "<= 0.1")]
    [InlineData("escapeCurvature", ">= 0")]
    public void Two_products_decide_nothing(string quantity, string comparison)
    {
        var open = Assert.IsType<Undecided>(Claims.Verdict($"{Lines}products: 2\nclaim: median(a.{quantity}) {comparison}"));
        Assert.Contains("median unknown", open.Reason, StringComparison.Ordinal);
        Assert.Contains("products: 200", open.WhatWouldHelp, StringComparison.Ordinal);
        var told = Assert.Single(open.Attempts, attempt => attempt.Said.StartsWith($"a.{quantity} is unknown in ", StringComparison.Ordinal)).Said;
        Assert.Matches(@"in [1-9]\d* of 64 runs: the search reached -?[\d.E-]+, with some eigenvalue within [\d.E-]+ of it \(medians\)", told);
    }

    [Fact]
    public void All_eigenvalues_contradict_what_two_products_left_open()
    {
        Assert.IsType<Contradicted>(Claims.Verdict($"{Lines}claim: median(a.lowestEigenvalue) >= -0.0001"));
        Assert.IsType<Contradicted>(Claims.Verdict($"{Lines}products: 60\nclaim: median(a.lowestCurvature) >= -0.0001"));
    }

    [Fact]
    public void Nothing_is_noted_where_the_search_arrived()
    {
        var run = new Assay.Training.Experiments.Run(new Dictionary<string, double> { ["lowestCurvature"] = -1 }, []);
        Assert.False(Reached.IsIn(run));
        Assert.Empty(Reached.Told("a", [run]));
    }
}
