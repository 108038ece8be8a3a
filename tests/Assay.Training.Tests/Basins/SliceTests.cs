using Assay.Training.Basins;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Basins;

public sealed class SliceTests
{
    private static readonly double[] Steps = [.. Enumerable.Range(-5, 11).Select(i => i / 5.0)];

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void A_slice_along_the_direction_of_the_reference_has_its_losses(string name, ActivationKind activation)
    {
        var (network, surface, theta) = SharpnessTests.Reference(name, activation);
        var direction = TrainingCorpus.Doubles(name + "_filterdir");
        var normalised = (double[])direction.Clone();
        FilterNormalised.Normalise(network, theta, normalised);

        // The reference adds 1e-10 to the lengths that it divides by, as the authors' code does.
        Assert.Equal(0, direction.Zip(normalised, (left, right) => Math.Abs(left - right)).Max(), 1e-10);

        var expected = TrainingCorpus.Expected(name);
        foreach (var (step, loss) in expected.GetProperty("slice_alpha").EnumerateArray().Zip(expected.GetProperty("slice_loss").EnumerateArray()))
        {
            var moved = (double[])theta.Clone();
            Flat.Along<double>(theta, step.GetDouble(), direction, moved);
            Assert.Equal(loss.GetDouble(), surface.Loss(moved), 1e-10);
        }
    }

    [Theory]
    [InlineData("mlp(5, 7, 3)")]
    [InlineData("cnn(1x6x6, 2, 3)")]
    [InlineData("layers(6, dense(4), layernorm, relu, dense(3))")]
    public void Each_unit_has_a_direction_as_long_as_its_weights(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var theta = Bench.Normal(network.ParameterCount, 3);
        var direction = FilterNormalised.Draw(network, theta, 4);
        foreach (var block in network.Parameters)
        {
            var unit = block.Role == ParameterRole.Weight ? block.Count / block.Sizes[0] : block.Count;
            for (var start = block.Start; start < block.Start + block.Count; start += unit)
            {
                var length = Flat.Norm<double>(direction.AsSpan(start, unit));
                Assert.Equal(block.Role == ParameterRole.Weight ? Flat.Norm<double>(theta.AsSpan(start, unit)) : 0, length, 1e-12);
            }
        }
    }

    [Fact]
    public void Bands_do_not_depend_on_threads_and_hold_the_loss_in_the_middle()
    {
        var network = NetworkText.Read(CallText.Parse("mlp(5, 7, 3)"));
        var theta = Bench.Normal(network.ParameterCount, 3, 0.5);
        var batch = Bench.Batch<Doubles, double>(network, 40, 5);
        SliceBand[] Along(int threads) => Slices(network, theta, batch).Along(20, Steps, 7, threads, CancellationToken.None);
        SliceBand[] On(int threads) => Slices(network, theta, batch).On(12, Steps, 7, threads, CancellationToken.None);

        Assert.Equal(Along(1), Along(2));
        Assert.Equal(On(1), On(3));
        var loss = new LossSurface(network, batch).Loss(theta);
        Assert.Equal(new SliceBand(loss, loss, loss), Along(1)[5]);
        Assert.Equal(new SliceBand(loss, loss, loss), On(1)[60]);
        Assert.All(Along(1), band => Assert.True(band.Low <= band.Median && band.Median <= band.High));

        // The first direction alone is that of the lines.
        Assert.Equal(Slices(network, theta, batch).Along(12, Steps, 7, 1, CancellationToken.None), Enumerable.Range(0, 11).Select(i => On(1)[(i * 11) + 5]));
    }

    [Fact]
    public void What_has_no_loss_is_clipped_and_counted()
    {
        var network = NetworkText.Read(CallText.Parse("mlp(5, 7, 7, 3)"));
        var theta = Bench.Normal(network.ParameterCount, 3, 1e3);
        var slices = Slices(network, theta, Bench.Batch<Doubles, double>(network, 40, 5));

        var bands = slices.Along(10, [0, 1e4, 1e200], 7, 2, CancellationToken.None);

        Assert.Equal(Assay.Training.Basins.Slices.Ceiling, bands[2].Low);
        Assert.InRange(slices.Clipped, 10, 30);
    }

    private static Slices Slices(Network network, double[] theta, Batch<Doubles, double> batch) => new(() => new LossSurface(network, batch), network, theta);
}
