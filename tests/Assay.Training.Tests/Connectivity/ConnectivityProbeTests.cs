using Assay.Training.Experiments;

namespace Assay.Training.Tests.Connectivity;

public sealed class ConnectivityProbeTests
{
    private const string Lines = "data: digits\nnetwork: mlp(64, 24, 24, 10)\narm: a = sgd(lr: 0.1, momentum: 0.9, batch: 32, schedule: cosine)\nbudget-axis: 200 steps\nbezier-steps: 200\n";

    private static readonly string[] All =
        ["barrier", "barrierMatched", "barrierRepaired", "barrierBezier", "errorBarrier", "errorBarrierMatched", "mergedAccuracy", "mergedMatchedAccuracy", "mergedPlainAccuracy", "endsAccuracy"];

    [Fact]
    public void Each_step_towards_one_order_brings_networks_closer()
    {
        var found = Measure("", All);
        Assert.True(found["barrierMatched"] < 0.5 * found["barrier"]);
        Assert.True(found["barrierRepaired"] < found["barrierMatched"]);
        Assert.True(found["barrierBezier"] < 0.5 * found["barrier"]);
        Assert.True(found["errorBarrierMatched"] < 0.5 * found["errorBarrier"]);
        Assert.True(found["mergedPlainAccuracy"] < found["mergedMatchedAccuracy"]);
        Assert.InRange(found["mergedAccuracy"], found["mergedMatchedAccuracy"] - 0.01, found["endsAccuracy"] + 0.01);
        Assert.InRange(found["endsAccuracy"], 0.9, 1);
        Assert.Equal(found["barrier"], Measure("", "barrier")["barrier"]);
    }

    [Fact]
    public void Settings_count()
    {
        var (usual, byActivations) = (Measure("", "barrierMatched"), Measure("matched-by: activations", "barrierMatched"));
        Assert.NotEqual(usual["barrierMatched"], byActivations["barrierMatched"]);
        Assert.InRange(byActivations["barrierMatched"], 0.2 * usual["barrierMatched"], 5 * usual["barrierMatched"]);
        Assert.True(Measure("merged-networks: 4", "mergedPlainAccuracy")["mergedPlainAccuracy"] < Measure("", "mergedPlainAccuracy")["mergedPlainAccuracy"]);

        // Of five points three are those that three look at.
        Assert.True(Measure("barrier-points: 3", "barrier")["barrier"] <= Measure("barrier-points: 5", "barrier")["barrier"]);
    }

    [Theory]
    [InlineData("matched-by: activation", "mean(a.barrierMatched) >= 0", "'activation' is no value for 'matched-by'.")]
    [InlineData("merged-networks: 1", "mean(a.mergedAccuracy) >= 0", "A whole number from 2 to 64 is needed for 'merged-networks', not '1'.")]
    [InlineData("merged-networks: 3\nmatched-by: activations", "mean(a.mergedAccuracy) >= 0", "Arm 'a': more than two networks are merged by their weights; leave out 'matched-by: activations'.")]
    public void What_cannot_be_is_refused(string line, string statement, string message) =>
        Assert.Equal(message, Questions.Claims.Problem($"{Lines}{line}\nclaim: {statement}").Message);

    // With the rate of a rocket nothing is left to compare.
    [Fact]
    public void Networks_that_diverge_have_no_barrier()
    {
        var plan = Questions.Claims.Plan($"{Lines.Replace("lr: 0.1", "lr: 1e30", StringComparison.Ordinal)}claim: mean(a.barrier) >= 0");
        Assert.True(double.IsNaN(Run(plan, "barrier")["barrier"]));
    }

    private static IReadOnlyDictionary<string, double> Measure(string line, params string[] wanted) =>
        Run(Questions.Claims.Plan($"{Lines}{(line.Length > 0 ? line + "\n" : "")}claim: mean(a.barrier) >= 0"), wanted);

    private static IReadOnlyDictionary<string, double> Run(Training.Questions.TrainingPlan plan, params string[] wanted) =>
        plan.Experiment.Train(plan.Bind("a", plan.Arms[0].Description), 1, plan.Axes[0], new RunOptions { Wanted = wanted }, CancellationToken.None).Quantities;
}
