using Assay.Statistics;
using Assay.Training.Questions;
using CsCheck;

namespace Assay.Training.Tests.Questions;

public sealed class RankCorrelationTests
{
    private static readonly Interval Range = new(0, 1);

    // By its definition: pairs that go the same way less those that do not.
    [Fact]
    public void Over_all_pairs_it_is_that_of_Kendall() => Gen.Select(Gen.Int[0, 4].Array[3, 8], Gen.Int[0, 1_000_000]).Sample((x, seed) =>
    {
        var random = new Random(seed);
        int[] y = [.. x.Select(_ => random.Next(5))];
        var found = Of(x, y, RankCorrelation.AllPairs(x.Length));
        var (same, other) = (0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                same += (x[i] > x[j] && y[i] > y[j]) || (x[i] < x[j] && y[i] < y[j]) ? 1 : 0;
                other += (x[i] > x[j] && y[i] < y[j]) || (x[i] < x[j] && y[i] > y[j]) ? 1 : 0;
            }
        }

        Assert.Equal((same - other) / (x.Length * (x.Length - 1) / 2.0), found, 1e-12);
    });

    [Fact]
    public void Groups_are_pairs_that_differ_in_one_setting()
    {
        var groups = RankCorrelation.OneSettingApart(["sgd(lr: 0.1, batch: 16)", "sgd(lr: 0.2, batch: 16)", "sgd(lr: 0.1, batch: 64)", "sgd(lr: 0.2, batch: 64)", "adam(lr: 0.2, batch: 64)"]);
        Assert.Equal(3, groups.Count);
        Assert.Equal([(0, 1), (2, 3)], groups[0]);
        Assert.Equal([(0, 2), (1, 3)], groups[1]);
        Assert.Equal([(3, 4)], groups[2]);

        // Along the rate both rise, along the size of batches they do not go together, and each counts alike.
        Assert.Equal(0, Of([1, 2, 3, 4], [2, 3, 0, 1], RankCorrelation.OneSettingApart(["a(lr: 1, b: 1)", "a(lr: 2, b: 1)", "a(lr: 1, b: 2)", "a(lr: 2, b: 2)"])), 1e-12);
    }

    [Theory]
    [InlineData("mean(kendall(trainLoss, 1)) >= 0", "A rank correlation is one of two quantities, over all arms.")]
    [InlineData("mean(kendall(trainLoss, foo)) >= 0", "There is no quantity 'foo'.")]
    [InlineData("mean(granulated(trainLoss, steps)) >= 0", "No two arms differ in one setting only.")]
    public void What_is_no_correlation_is_refused(string claim, string message) => Assert.Equal(
        message,
        Claims.Problem($"data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\nnetwork: mlp(4, 5, 3)\narm: a = sgd(lr: 0.1, batch: 16)\narm: b = sgd(lr: 0.2, batch: 32)\narm: c = sgd(lr: 0.3, batch: 8)\nbudget-axis: 20 steps\nclaim: {claim}").Message);

    [Fact]
    public void Two_arms_are_too_few() => Assert.Equal(
        "The claim has 2 arms, and a rank correlation over arms needs three at least.",
        Claims.Problem("data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\nnetwork: mlp(4, 5, 3)\narm: a = sgd(lr: 0.1, batch: 16)\narm: b = sgd(lr: 0.2, batch: 32)\nbudget-axis: 20 steps\nclaim: mean(kendall(trainLoss, steps)) >= 0").Message);

    private static double Of(int[] x, int[] y, IReadOnlyList<IReadOnlyList<(int First, int Second)>> groups)
    {
        var (first, second) = (new Quantity("x", "", Range), new Quantity("y", "", Range));
        var arms = Enumerable.Range(0, x.Length).Select(i => (new Measured($"{i}", first), new Measured($"{i}", second))).ToList();
        return Evaluation.Of(new RankCorrelation(arms, groups), measured => measured.Quantity == first ? x[int.Parse(measured.Arm, null)] : y[int.Parse(measured.Arm, null)]);
    }
}
