using Assay.Training.Certified;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Probes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Geometry;

public sealed class CertifiedLossTests
{
    private const int Samples = 23;

    [Theory]
    [InlineData(ActivationKind.Relu, LossKind.CrossEntropy)]
    [InlineData(ActivationKind.Tanh, LossKind.CrossEntropy)]
    [InlineData(ActivationKind.Relu, LossKind.Squared)]
    public void The_loss_its_slope_and_its_curvature_are_enclosed_narrowly(ActivationKind kind, LossKind loss)
    {
        var network = new Network(Shape.Features(6), [new Dense(7), new Activation(kind), new Dense(5), new Activation(kind), new Dense(3)], loss);
        var (theta, v) = (Bench.Normal(network.ParameterCount, 1, 0.5), Bench.Normal(network.ParameterCount, 2));
        var (inputs, targets) = Data(loss);
        var batch = Batch(network, inputs, targets);
        var (gradient, product) = (new double[theta.Length], new double[theta.Length]);
        var measured = Engine<Real, double>.Of(network, Samples).Gradient(theta, gradient, batch).Loss;
        new Curvature<Real, double>(network).Product(theta, v, product, batch);

        var found = Certified(network, inputs, targets).Along(theta, v, CancellationToken.None);

        Assert.True(found.IsSmooth);
        Narrow(found.Value, measured);
        Narrow(found.First, Dot(gradient, v));
        Narrow(found.Second, Dot(product, v));
    }

    [Fact]
    public void At_a_kink_nothing_is_said()
    {
        var network = new Network(Shape.Features(6), [new Dense(2), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        var (inputs, targets) = Data(LossKind.CrossEntropy);

        // The first unit is exactly 0 on every sample, and a direction moves it.
        theta.AsSpan(0, 6).Clear();
        theta[12] = 0;
        Assert.False(Certified(network, inputs, targets).Along(theta, Bench.Normal(theta.Length, 2), CancellationToken.None).IsSmooth);

        // One that leaves it alone meets no kink.
        var along = Bench.Normal(theta.Length, 2);
        along.AsSpan(0, 6).Clear();
        along[12] = 0;
        Assert.True(Certified(network, inputs, targets).Along(theta, along, CancellationToken.None).IsSmooth);
    }

    [Fact]
    public void Units_are_strictly_dead_only_where_all_are_below_zero_on_every_sample()
    {
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        var (inputs, targets) = Data(LossKind.CrossEntropy);
        var certified = Certified(network, inputs, targets);
        Assert.False(certified.IsStrictlyDead(theta, CancellationToken.None));
        theta.AsSpan(24, 4).Fill(-50);
        Assert.True(certified.IsStrictlyDead(theta, CancellationToken.None));

        // Zero itself is a kink, and not strict.
        theta.AsSpan(0, 28).Clear();
        Assert.False(certified.IsStrictlyDead(theta, CancellationToken.None));
        theta[25] = double.NaN;
        Assert.False(certified.IsStrictlyDead(theta, CancellationToken.None));
    }

    [Fact]
    public void A_dead_layer_is_no_local_minimum_where_a_class_has_no_sample()
    {
        // Of cross-entropy no biases are the best then: the loss falls for ever as that of the third class falls.
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        theta.AsSpan(24, 4).Fill(-50);
        Assert.False(Certified(network, Bench.Normal(6 * Samples, 5), [.. Enumerable.Range(0, Samples).Select(i => i % 2.0)]).IsStrictlyDead(theta, CancellationToken.None));
        Assert.False(Certified(network, Bench.Normal(6 * Samples, 5), [.. Enumerable.Range(0, Samples).Select(i => (i % 3.0) - 1)]).IsStrictlyDead(theta, CancellationToken.None));
    }

    [Theory]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.Tanh)]
    public void At_a_kink_eigenvalues_do_not_decide(ActivationKind kind)
    {
        // All weights are 0, so that every eigenvalue but those of the last biases is. Where units are rectified the loss bends down all the same, as both layers move together.
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(kind), new Dense(3)]);
        var (inputs, targets) = Data(LossKind.CrossEntropy);
        var (batch, theta) = (new Batch<Doubles, double>(Samples, 6, 1) { AreLabels = true }, new double[network.ParameterCount]);
        batch.Fill(inputs, targets, [.. Enumerable.Range(0, Samples)]);
        var certified = Certified(network, inputs, targets);
        Assert.Equal(kind == ActivationKind.Tanh, CertifiedLoss.IsSmoothAround(network, certified, theta, CancellationToken.None));
        Assert.True(CertifiedLoss.IsSmoothAround(network, certified, Bench.Normal(theta.Length, 1), CancellationToken.None));
        var look = LandscapeLook.Of(network, theta, new LossSurface(network, batch), certified, 20, null, CancellationToken.None);
        Assert.Equal(kind == ActivationKind.Tanh, look.Verdict.IsDecided);
        Assert.False(look.IsWithoutDescent);
    }

    [Fact]
    public void A_strictly_dead_layer_is_a_plateau_whose_best_biases_have_no_slope()
    {
        // Three classes, as often each; equal biases. In exact arithmetic the gradient is 0 and the loss log 3.
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        theta.AsSpan(24, 4).Fill(-50);
        theta.AsSpan(40, 3).Fill(0.25);
        var inputs = Bench.Normal(6 * 24, 5);
        var certified = new CertifiedLoss(network, inputs, [.. Enumerable.Range(0, 24).Select(i => i % 3.0)], 1, [.. Enumerable.Range(0, 24)]);
        for (var seed = 10UL; seed < 15; seed++)
        {
            var found = certified.Along(theta, Bench.Normal(theta.Length, seed), CancellationToken.None);
            Assert.True(found.IsSmooth);
            Narrow(found.Value, Math.Log(3));
            Narrow(found.First, 0);
            Assert.True(found.Second.Low > -1e-12);
        }

        Assert.True(certified.IsStrictlyDead(theta, CancellationToken.None));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Nothing_is_said_where_a_parameter_is_no_number(double wrong)
    {
        // Also where it meets nothing but zeros.
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        theta[0] = wrong;
        var certified = Certified(network, new double[6 * Samples], Data(LossKind.CrossEntropy).Targets);
        var found = certified.Along(theta, [], CancellationToken.None);
        Assert.True(double.IsNaN(found.Value.Low) && !found.IsSmooth);
        theta.AsSpan(24, 4).Fill(-50);
        Assert.False(certified.IsStrictlyDead(theta, CancellationToken.None));
    }

    [Fact]
    public void The_plateau_is_as_high_as_the_best_constant()
    {
        var network = new Network(Shape.Features(6), [new Dense(4), new Activation(ActivationKind.Relu), new Dense(3)]);
        var theta = Bench.Normal(network.ParameterCount, 1);
        theta.AsSpan(24, 4).Fill(-50);
        theta.AsSpan(28, 12).Clear();
        double[] labels = [.. Enumerable.Range(0, Samples).Select(i => i < 11 ? 0.0 : i < 18 ? 1 : 2)];
        int[] counts = [11, 7, 5];
        for (var c = 0; c < 3; c++)
        {
            theta[40 + c] = Math.Log(counts[c] / (double)Samples);
        }

        var certified = Certified(network, Bench.Normal(6 * Samples, 5), labels);
        Narrow(certified.LossOfPlateau(), -counts.Sum(count => count / (double)Samples * Math.Log(count / (double)Samples)));
        Narrow(certified.Along(theta, [], CancellationToken.None).Value, certified.LossOfPlateau().Low);

        // Numbers: the mean of the variances.
        var squared = new Network(Shape.Features(6), network.Layers, LossKind.Squared);
        var targets = Bench.Normal(3 * Samples, 6);
        double Variance(int output)
        {
            double[] own = [.. Enumerable.Range(0, Samples).Select(sample => targets[(3 * sample) + output])];
            return own.Sum(value => (value - own.Average()) * (value - own.Average())) / Samples;
        }

        var height = Certified(squared, Bench.Normal(6 * Samples, 5), targets).LossOfPlateau();
        Assert.Equal((Variance(0) + Variance(1) + Variance(2)) / 3, height.Middle, 1e-12);
        Assert.InRange(height.High - height.Low, 0, 1e-13);
    }

    [Fact]
    public void Layers_with_convolutions_and_pools_are_enclosed_too()
    {
        var network = new Network(Shape.Image(1, 4, 4), [new Convolution(2), new Activation(ActivationKind.Relu), new Pool(PoolKind.Greatest, 2), new Flatten(), new Dense(3)]);
        var batch = Bench.Batch<Real, double>(network, 5, 3);
        var theta = Bench.Normal(network.ParameterCount, 1);
        double[] inputs = [.. batch.Inputs.Take(5 * 16).Select(x => x.Value)];
        double[] targets = [.. batch.Targets.Take(5).Select(x => x.Value)];
        var found = new CertifiedLoss(network, inputs, targets, 1, [0, 1, 2, 3, 4]).Along(theta, [], CancellationToken.None);
        Narrow(found.Value, Engine<Real, double>.Of(network, 5).Look(theta, batch).Loss);
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static CertifiedLoss Certified(Network network, double[] inputs, double[] targets) =>
        new(network, inputs, targets, network.Loss == LossKind.Squared ? 3 : 1, [.. Enumerable.Range(0, Samples)]);

    private static (double[] Inputs, double[] Targets) Data(LossKind loss) =>
        (Bench.Normal(6 * Samples, 5), loss == LossKind.Squared ? Bench.Normal(3 * Samples, 6) : [.. Enumerable.Range(0, Samples).Select(i => i % 3.0)]);

    private static Batch<Real, double> Batch(Network network, double[] inputs, double[] targets)
    {
        var batch = new Batch<Real, double>(Samples, 6, network.Loss == LossKind.Squared ? 3 : 1) { AreLabels = network.Loss == LossKind.CrossEntropy };
        batch.Fill(inputs, targets, [.. Enumerable.Range(0, Samples)]);
        return batch;
    }

    private static void Narrow(Enclosure found, double measured)
    {
        Assert.InRange(measured, found.Low - 1e-13, found.High + 1e-13);
        Assert.InRange(found.High - found.Low, 0, 1e-11 * Math.Max(1, Math.Abs(measured)));
    }
}
