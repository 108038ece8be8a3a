using Assay.Training.Certified;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Geometry;

public sealed class SharpnessTests
{
    [Fact]
    public void A_step_along_the_gradient_and_a_slice_are_those_of_PyTorch()
    {
        var (surface, theta) = Reference("tanh_init", ActivationKind.Tanh);
        var expected = TrainingCorpus.Expected("tanh_init");
        Assert.Equal(expected.GetProperty("sam_loss").GetDouble(), surface.Loss(theta) + Sharpness.AlongGradient(surface, theta, expected.GetProperty("sam_rho").GetDouble()), 1e-12);
        var direction = TrainingCorpus.Doubles("tanh_init_filterdir");
        foreach (var (alpha, loss) in expected.GetProperty("slice_alpha").EnumerateArray().Zip(expected.GetProperty("slice_loss").EnumerateArray()))
        {
            Assert.Equal(loss.GetDouble(), surface.Loss([.. theta.Zip(direction, (a, b) => a + (alpha.GetDouble() * b))]), 1e-12);
        }
    }

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void All_eigenvalues_of_the_Gauss_Newton_matrix_are_those_of_PyTorch(string name, ActivationKind activation)
    {
        var (surface, theta) = Reference(name, activation);
        var values = SymmetricEigenvalues.Of(surface.Matrix(theta, isGaussNewton: true, CancellationToken.None), CancellationToken.None).Values;
        Assert.Equal(0, TrainingCorpus.Doubles(name + "_ggn_eigs").Zip(values, (left, right) => Math.Abs(left - right)).Max(), 1e-9);
    }

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void Products_in_doubles_are_those_of_PyTorch(string name, ActivationKind activation)
    {
        var (surface, theta) = Reference(name, activation);
        var (expected, product) = (TrainingCorpus.Doubles(name + "_hvp"), new double[theta.Length]);
        surface.Product(theta, TrainingCorpus.Doubles(name + "_probe"), product);
        var length = Math.Sqrt(expected.Sum(x => x * x));
        Assert.Equal(0, Math.Sqrt(expected.Zip(product, (a, b) => (a - b) * (a - b)).Sum()) / length, 1e-10);
    }

    [Fact]
    public void A_point_that_is_no_local_minimum_is_proved_to_be_none_and_a_convex_one_is_not()
    {
        var (surface, theta) = Reference("relu_trained", ActivationKind.Relu);
        var rows = Enumerable.Range(0, 300).ToArray();
        var certified = new CertifiedLoss(surface.Network, TrainingCorpus.Doubles("hess_x"), [.. TrainingCorpus.Integers("hess_y")], 1, rows);
        var escape = Escape.Find(surface, theta, 60, 1, CancellationToken.None);
        Assert.True(escape.Curvature < 0);
        var descent = new Descent(escape, surface, certified, theta, CancellationToken.None);
        Assert.True(descent.IsProved());

        // The lower point is one of doubles, and the loss in doubles lies within what encloses it.
        var lower = descent.Lower();
        Assert.NotNull(lower);
        Assert.True(lower.IsProved);
        double[] moved = [.. theta.Zip(escape.Direction, (value, along) => Math.FusedMultiplyAdd(lower.Step, along, value))];
        Assert.InRange(surface.Loss(theta), lower.Here.Low - 1e-14, lower.Here.High + 1e-14);
        Assert.InRange(surface.Loss(moved), lower.There.Low - 1e-14, lower.There.High + 1e-14);
        Assert.False((lower with { There = lower.Here }).IsProved);

        // The lowest eigenvalue bounds what any direction can have.
        Assert.True(escape.Curvature >= TrainingCorpus.Doubles("relu_trained_hess_eigs")[0] - 1e-12);

        // Logistic regression is convex: whatever is found, it is not proved to bend down.
        var linear = new Network(Shape.Features(6), [new Dense(3)]);
        var batch = Bench.Batch<Doubles, double>(linear, 30, 1);
        var at = Bench.Normal(linear.ParameterCount, 2);
        var convex = new LossSurface(linear, batch);
        var inputs = Bench.Normal(180, 1001);
        double[] labels = [.. Enumerable.Range(0, 30).Select(i => batch.Targets[i / 8].Value[i % 8])];
        Assert.False(new Descent(Escape.Find(convex, at, 20, 1, CancellationToken.None), convex, new CertifiedLoss(linear, inputs, labels, 1, rows[..30]), at, CancellationToken.None).IsProved());
        Assert.All(SymmetricEigenvalues.Of(convex.Hessian(at, CancellationToken.None), CancellationToken.None).Values, value => Assert.True(value > -1e-12));
    }

    [Fact]
    public void Where_nothing_bends_down_the_lowest_direction_beside_the_gradient_is_found_too()
    {
        // Squared loss of a linear network: its Hessian is the same everywhere, and positive. The gradient itself, on which the operator is 0, is not looked at.
        var linear = new Network(Shape.Features(6), [new Dense(2)], LossKind.Squared);
        var surface = new LossSurface(linear, Bench.Batch<Doubles, double>(linear, 30, 1));
        var (at, gradient, size) = (Bench.Normal(linear.ParameterCount, 2), new double[linear.ParameterCount], linear.ParameterCount);
        surface.Gradient(at, gradient);
        var length = Math.Sqrt(gradient.Sum(x => x * x));
        double[] unit = [.. gradient.Select(x => x / length)];
        var hessian = surface.Hessian(at, CancellationToken.None);
        double[] Times(double[] x) => [.. hessian.Select(row => row.Zip(x, (a, b) => a * b).Sum())];
        var image = Times(unit);
        var bent = image.Zip(unit, (a, b) => a * b).Sum();

        // P H P, and 100 along the gradient.
        double[][] level = [.. hessian.Select((row, i) => row.Select((entry, j) => entry - (image[i] * unit[j]) - (unit[i] * image[j]) + ((bent + 100) * unit[i] * unit[j])).ToArray())];
        var escape = Escape.Find(surface, at, size - 1, 1, CancellationToken.None);
        Assert.Equal(0, escape.Direction.Zip(unit, (a, b) => a * b).Sum(), 1e-12);
        Assert.Equal(SymmetricEigenvalues.Of(level, CancellationToken.None).Values[0], escape.Curvature, 1e-9);
    }

    [Fact]
    public void Rescaling_changes_curvature_and_neither_outputs_nor_relative_sharpness()
    {
        var network = Network.Mlp(ActivationKind.Relu, 6, 5, 3);
        var batch = Bench.Batch<Doubles, double>(network, 30, 1);
        var surface = new LossSurface(network, batch);
        var at = Bench.Normal(network.ParameterCount, 2);
        var there = Rescaling.Of(network, at, 8);
        var (before, after) = (new Doubles[batch.Blocks * 3], new Doubles[batch.Blocks * 3]);
        Engine<Doubles, double>.Of(network, 30).Outputs(at, batch, before);
        Engine<Doubles, double>.Of(network, 30).Outputs(there, batch, after);
        Assert.Equal(before, after);
        Assert.True(Sharpness.AlongGradient(surface, there, 0.05) > 2 * Sharpness.AlongGradient(surface, at, 0.05));
        Assert.Equal(Sharpness.Relative(surface, at, 0.1, 8, 3, CancellationToken.None), Sharpness.Relative(surface, there, 0.1, 8, 3, CancellationToken.None), 1e-12);
    }

    [Fact]
    public void Slices_go_through_the_network_and_their_directions_are_as_long_as_its_filters()
    {
        var network = Network.Mlp(ActivationKind.Relu, 6, 5, 3);
        var surface = new LossSurface(network, Bench.Batch<Doubles, double>(network, 30, 1));
        var at = Bench.Normal(network.ParameterCount, 2);
        var slice = Slice.Planes(surface, at, 3, [-1, 0, 1], 1, CancellationToken.None);
        Assert.All(slice.Losses, losses => Assert.Equal(slice.Centre, losses[4], 1e-14));
        var direction = Slice.Direction(network, at, 1, 0);
        Assert.All(Enumerable.Range(0, 5), unit => Assert.Equal(Length(at, unit * 6, 6), Length(direction, unit * 6, 6), 1e-12));
        Assert.All(direction[30..35], bias => Assert.Equal(0, bias));
        Assert.True(slice.Quantile(0.1)[0] <= slice.Quantile(0.5)[0] && slice.Quantile(0.5)[0] <= slice.Quantile(0.9)[0]);
        var far = Slice.Lines(surface, [.. at.Select(x => x * 1e200)], 2, [0, 1e200], 1, CancellationToken.None);
        Assert.True(far.Clipped > 0);
    }

    [Fact]
    public void Variances_of_three_levels_come_back()
    {
        var (seeds, batches, probes) = (Bench.Normal(400, 1, 3), Bench.Normal(1600, 2, 2), Bench.Normal(6400, 3, 1));
        double[][][] values = [.. Enumerable.Range(0, 400).Select(s => Enumerable.Range(0, 4).Select(b => Enumerable.Range(0, 4).Select(p => seeds[s] + batches[(4 * s) + b] + probes[(16 * s) + (4 * b) + p]).ToArray()).ToArray())];
        var split = VarianceSplit.Of(values);
        Assert.Equal(9, split.Seeds, 1.5);
        Assert.Equal(4, split.Batches, 0.4);
        Assert.Equal(1, split.Probes, 0.1);
    }

    private static double Length(double[] values, int start, int count) => Math.Sqrt(values.Skip(start).Take(count).Sum(x => x * x));

    private static (LossSurface Surface, double[] Theta) Reference(string name, ActivationKind activation)
    {
        TrainingCorpus.Require();
        var batch = new Batch<Doubles, double>(300, 64, 1) { AreLabels = true };
        batch.Fill(TrainingCorpus.Doubles("hess_x"), [.. TrainingCorpus.Integers("hess_y")], [.. Enumerable.Range(0, 300)]);
        return (new LossSurface(Network.Mlp(activation, 64, 16, 10), batch), TrainingCorpus.Doubles(name + "_theta"));
    }
}
