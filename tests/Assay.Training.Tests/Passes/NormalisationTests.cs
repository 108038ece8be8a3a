using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

/// <summary>Normalisation against what PyTorch 1.13.0 computes in doubles, of sines and cosines of whole numbers.</summary>
public sealed class NormalisationTests
{
    private static readonly double[] BatchGradient =
    [
        0.100744309422, 0.103736516847, 0.0113538490882, -0.00920181755133, -0.0112387149321, -0.0029427896343, -0.00729446541095, -0.0107998695559,
        -0.00437592343735, 0, 0, 0, 0.679022234782, 0.111099910331, -0.618889528539, -0.722451884481, 0.404949951028, 0.0345082840492,
    ];

    private static readonly double[] LayerGradient =
    [
        0.131276530016, 0.237880721897, 0.125778475109, -0.124002185206, -0.221424467892, -0.11527011595, -0.00727434480981, -0.0164562540047,
        -0.0105083591596, -0.32606238019, 0.369498676454, -0.0434362962644, 1.60198965307, 0.0305767090561, -0.678820689581, -1.3920388231,
        0.40368411671, -0.533083075738,
    ];

    [Fact]
    public void A_batch_is_normalised_as_PyTorch_does_it()
    {
        var network = new Network(Shape.Features(3), [new Dense(3), new BatchNorm()], LossKind.Squared);
        double[] theta = [.. Numbers(18, Math.Cos), 0, 0, 0, 1, 1, 1];
        var (engine, batch, gradient) = (Engine<Real, double>.Of(network, 5), Samples(3, 3), new double[24]);

        Assert.Equal((24, 18), (network.ParameterCount, network.TrainedCount));
        Assert.Equal(1.2251965747103004, engine.Gradient(theta, gradient, batch).Loss, 1e-14);
        AssertNear([.. BatchGradient, 0, 0, 0, 0, 0, 0], gradient, 1e-11);
        AssertNear([-0.0926475913642, 0.00508627787051, 0.083931362035, 0.934179192329, 0.916777712189, 0.909942345162], theta[18..], 1e-11);
        Assert.Equal(1.6298703920858282, engine.Look(theta, batch).Loss, 1e-14);
    }

    [Fact]
    public void Channels_of_images_are_normalised_as_PyTorch_does_it()
    {
        var network = new Network(Shape.Image(2, 2, 3), [new BatchNorm()], LossKind.Squared);
        double[] theta = [.. Numbers(4, Math.Cos), 0, 0, 1, 1];
        var gradient = new double[8];

        Assert.Equal(1.4155540229547274, Engine<Real, double>.Of(network, 4).Gradient(theta, gradient, Samples(12, 12, 4)).Loss, 1e-14);
        AssertNear([0.557263894542, -0.39348566679, -0.978995902551, -0.653205297812, 0, 0, 0, 0], gradient, 1e-11);
        AssertNear([0.00187474172112, 0.00277944455786, 0.952710973708, 0.95211617012], theta[4..], 1e-11);
    }

    [Fact]
    public void Features_are_normalised_as_PyTorch_does_it()
    {
        var network = new Network(Shape.Features(3), [new Dense(3), new LayerNorm()], LossKind.Squared);
        var gradient = new double[18];

        Assert.Equal(1.9453097345066657, Engine<Real, double>.Of(network, 5).Gradient(Numbers(18, Math.Cos), gradient, Samples(3, 3)).Loss, 1e-14);
        AssertNear(LayerGradient, gradient, 1e-11);
        Assert.Equal(18, network.TrainedCount);
    }

    [Fact]
    public void Statistics_lie_behind_all_that_is_trained()
    {
        var network = new Network(Shape.Features(3), [new BatchNorm(), new Dense(4), new BatchNorm(), new Dense(2)]);

        Assert.Equal(
            ["1.scale", "1.bias", "2.weight", "2.bias", "3.scale", "3.bias", "4.weight", "4.bias", "1.mean", "1.variance", "3.mean", "3.variance"],
            network.Parameters.Select(block => block.Name));
        Assert.Equal(network.Parameters.Select(block => block.Start).Append(network.ParameterCount).Skip(1), network.Parameters.Select(block => block.Start + block.Count));
        Assert.Equal(network.Parameters[8].Start, network.TrainedCount);
    }

    [Fact]
    public void A_direction_leaves_the_statistics_alone()
    {
        var network = new Network(Shape.Features(3), [new BatchNorm(), new Dense(2)]);
        var theta = new double[2 * network.ParameterCount];
        var batch = Bench.Batch<Dual<Real, double>, double>(network, 9, 1);
        Engine<Dual<Real, double>, double>.Of(network, 9).Gradient(theta, new double[theta.Length], batch);
        Assert.All(theta, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_batch_in_parts_and_a_batch_of_one_are_refused()
    {
        var network = new Network(Shape.Features(3), [new BatchNorm()], LossKind.Squared);
        var theta = new double[network.ParameterCount];
        var parts = Assert.Throws<InvalidOperationException>(() => new Engine<Real, double>(network, 3).Gradient(theta, new double[theta.Length], Samples(3, 3)));
        Assert.Equal("The network normalises batches, and so takes them whole: 5 blocks, not 3 at once.", parts.Message);
        var one = Assert.Throws<InvalidOperationException>(() => new Engine<Real, double>(network, 3).Gradient(theta, new double[theta.Length], Samples(3, 3, 1)));
        Assert.Equal("A batch has a variance only where there is more than one value of each channel.", one.Message);
    }

    private static double[] Numbers(int count, Func<double, double> function) => [.. Enumerable.Range(1, count).Select(i => function(i))];

    private static Batch<Real, double> Samples(int features, int targets, int count = 5)
    {
        var batch = new Batch<Real, double>(count, features, targets);
        batch.Fill(Numbers(count * features, Math.Sin), Numbers(count * targets, i => Math.Cos(2 * i)), [.. Enumerable.Range(0, count)]);
        return batch;
    }

    private static void AssertNear(double[] expected, double[] actual, double distance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, distance));
    }
}
