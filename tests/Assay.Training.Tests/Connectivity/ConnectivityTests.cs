using System.Text.Json;
using Assay.Training.Connectivity;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Connectivity;

public sealed class ConnectivityTests
{
    [Fact]
    public void A_barrier_is_what_lies_above_the_line_between_the_ends()
    {
        Assert.Equal(0, PathCurve.Barrier([1, 1.5, 2]));
        Assert.Equal(0, PathCurve.Barrier([1, 0.5, 2]));
        Assert.Equal(1.25, PathCurve.Barrier([1, 2.5, 1.5]));
        Assert.Equal(1.5, PathCurve.Barrier([0, 1, 2, 2.5, 1]) - 0.25, 1e-15);
        Assert.Equal(double.PositiveInfinity, PathCurve.Barrier([1, double.NaN, 1]));
        Assert.Equal(double.PositiveInfinity, PathCurve.Barrier([1, double.PositiveInfinity, 1]));
    }

    // The reference gives losses of 25 points, as they are and in order.
    [Fact]
    public void Curves_are_those_of_the_reference()
    {
        TrainingCorpus.Require();
        var network = Network.Mlp(ActivationKind.Relu, 64, 32, 32, 10);
        var (first, second) = (TrainingCorpus.Doubles("perm_w32_A"), TrainingCorpus.Doubles("perm_w32_B"));
        var look = Pairs.Look(network, 1297);
        var plain = look.Line(first, second, 25, isRepaired: false, CancellationToken.None);
        var matched = look.Line(first, look.Matched(first, second, byActivations: false, CancellationToken.None), 25, isRepaired: false, CancellationToken.None);
        var expected = TrainingCorpus.Expected("perm_w32");
        foreach (var (name, curve) in new[] { ("naive", plain), ("aligned", matched) })
        {
            Check(expected.GetProperty(name).GetProperty("train"), curve.Training);
            Check(expected.GetProperty(name).GetProperty("test"), curve.Test);
            Assert.Equal(expected.GetProperty(name).GetProperty("train").GetProperty("barrier_lerp").GetDouble(), curve.LossBarrier, 1e-5);
        }
    }

    [Theory]
    [InlineData("mlp(64, 48, 10)")]
    [InlineData("cnn(1x8x8, 12, 10)")]
    public void Permuting_lowers_the_barrier_repair_lowers_it_more_and_a_curve_has_none(string text)
    {
        var network = Pairs.Network(text);
        var look = Pairs.Look(network);
        var networks = Pairs.Trained(network, 2);
        var (first, second) = (networks[0], networks[1]);
        var matched = look.Matched(first, second, byActivations: false, CancellationToken.None);
        var plain = look.Line(first, second, 11, isRepaired: false, CancellationToken.None);
        var ordered = look.Line(first, matched, 11, isRepaired: false, CancellationToken.None);
        var repaired = look.Line(first, matched, 11, isRepaired: true, CancellationToken.None);
        var control = BezierPath.Train(look, first, second, BezierPath.Usual, 400, 1, CancellationToken.None);
        var bent = look.Curve(first, control, second, 11, CancellationToken.None);
        var byActivations = look.Line(first, look.Matched(first, second, byActivations: true, CancellationToken.None), 11, isRepaired: false, CancellationToken.None);

        Assert.True(ordered.LossBarrier < plain.LossBarrier, $"{plain.LossBarrier} {ordered.LossBarrier}");
        Assert.True(byActivations.LossBarrier < plain.LossBarrier, $"{plain.LossBarrier} {byActivations.LossBarrier}");
        Assert.True(repaired.LossBarrier < ordered.LossBarrier, $"{ordered.LossBarrier} {repaired.LossBarrier}");
        Assert.InRange(bent.LossBarrier, 0, 0.3 * plain.LossBarrier);
        Assert.Equal(plain.Training[0], bent.Training[0]);
        Assert.Equal(plain.Training[^1], bent.Training[^1]);
    }

    [Fact]
    public void Networks_that_are_one_another_permuted_merge_into_themselves()
    {
        var network = Pairs.Network("mlp(64, 24, 16, 10)");
        var structure = PermutationStructure.Of(network);
        var theta = Pairs.Trained(network, 1)[0];
        double[][] networks = [.. Enumerable.Range(0, 5).Select(i => structure.Ordered(theta, [.. structure.Groups.Select((group, at) => Data.Shuffle(group.Units, i, at))]))];
        var together = new Merging(structure).Together(networks);
        Assert.All(together, one => Assert.Equal(together[0], one));
        var look = Pairs.Look(network);
        Assert.Equal(look.Measure(theta).Training.Loss, look.Measure(Merging.Mean(together)).Training.Loss, 1e-5);
        Assert.True(look.Measure(Merging.Mean(networks)).Training.Loss > look.Measure(theta).Training.Loss + 0.1);
    }

    [Fact]
    public void Batches_of_one_do_not_stop_a_curve()
    {
        var network = Pairs.Network("layers(64, dense(12), batchnorm, relu, dense(10))");
        var look = Pairs.Look(network, 33);
        var networks = Pairs.Trained(network, 2, 100);
        var control = BezierPath.Train(look, networks[0], networks[1], OptimizerRecipe.Parse("adam(lr: 0.003, batch: 16)"), 20, 1, CancellationToken.None);
        Assert.True(double.IsFinite(look.Curve(networks[0], control, networks[1], 5, CancellationToken.None).LossBarrier));
    }

    private static void Check(JsonElement expected, IReadOnlyList<Measure> curve)
    {
        foreach (var (i, measure) in curve.Index())
        {
            Assert.Equal(expected.GetProperty("loss")[i].GetDouble(), measure.Loss, 1e-5);
            Assert.Equal(expected.GetProperty("acc")[i].GetDouble(), measure.Accuracy, 1e-9);
        }
    }

    private static class Data
    {
        public static int[] Shuffle(int count, int seed, int purpose) => Training.Data.Shuffle.Permutation(count, new((ulong)seed, (ulong)purpose));
    }
}
