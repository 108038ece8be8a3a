using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Geometry;

public sealed class SharpnessReferenceTests
{
    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void A_step_up_the_gradient_comes_to_the_loss_of_the_reference(string name, ActivationKind activation)
    {
        var (_, surface, theta) = Reference(name, activation);
        var expected = TrainingCorpus.Expected(name);
        var rise = Sharpness.AlongGradient(surface, theta, expected.GetProperty("sam_rho").GetDouble());
        Assert.Equal(expected.GetProperty("sam_loss").GetDouble() - expected.GetProperty("loss").GetDouble(), rise, 1e-10);
    }

    // Half of the trace of the Hessian times the variance, and slopes that cancel, where the loss is nearly quadratic.
    [Fact]
    public void On_average_it_rises_by_half_of_the_trace()
    {
        var (_, surface, theta) = Reference("tanh_init", ActivationKind.Tanh);
        const double Deviation = 0.1;
        var wanted = TrainingCorpus.Expected("tanh_init").GetProperty("trace").GetDouble() * Deviation * Deviation / 2;
        Assert.Equal(wanted, Sharpness.Average(surface, theta, Deviation, 300, 1, CancellationToken.None), 0.25 * wanted);
    }

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void A_slice_along_the_direction_of_the_reference_has_its_losses(string name, ActivationKind activation)
    {
        var (network, surface, theta) = Reference(name, activation);
        var direction = TrainingCorpus.Doubles(name + "_filterdir");
        var expected = TrainingCorpus.Expected(name);
        foreach (var (step, loss) in expected.GetProperty("slice_alpha").EnumerateArray().Zip(expected.GetProperty("slice_loss").EnumerateArray()))
        {
            var moved = (double[])theta.Clone();
            Flat.Along<double>(theta, step.GetDouble(), direction, moved);
            Assert.Equal(loss.GetDouble(), surface.Loss(moved), 1e-10);
        }

        // Unit by unit ours are as long as those of the reference, which adds 1e-10 to what it divides by, as the authors' code does.
        var own = Slice.Direction(network, theta, 3, 0);
        foreach (var block in network.Parameters)
        {
            var unit = block.Role == ParameterRole.Weight ? block.Count / block.Sizes[0] : block.Count;
            for (var start = block.Start; start < block.Start + block.Count; start += unit)
            {
                Assert.Equal(Flat.Norm<double>(direction.AsSpan(start, unit)), Flat.Norm<double>(own.AsSpan(start, unit)), 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("mlp(5, 7, 6, 3)")]
    [InlineData("layers(6, dense(4), relu, dense(5), tanh, dense(3))")]
    public void A_rescaled_network_is_the_same_function_and_as_sharp_as_one_likes(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var theta = Bench.Normal(network.ParameterCount, 3, 0.3);
        var surface = new LossSurface(network, Bench.Batch<Doubles, double>(network, 40, 5));
        var rescaled = Rescaling.Of(network, theta, 6);

        Assert.NotEqual(theta, rescaled);
        Assert.Equal(surface.Loss(theta), surface.Loss(rescaled));
        Assert.Equal(theta, Rescaling.Of(network, rescaled, -6));
        double Greatest(double[] at) => Lanczos.Run((from, to) => surface.Product(at, from, to), surface.Size, 60, 1, CancellationToken.None).Values[^1];
        Assert.True(Greatest(rescaled) > 100 * Greatest(theta));
        Assert.Equal(
            Sharpness.Relative(surface, theta, 0.1, 10, 1, CancellationToken.None), Sharpness.Relative(surface, rescaled, 0.1, 10, 1, CancellationToken.None), 1e-12);
    }

    [Fact]
    public void Losses_beyond_measure_are_counted_and_sorted_last()
    {
        var network = NetworkText.Read(CallText.Parse("mlp(5, 7, 7, 3)"));
        var theta = Bench.Normal(network.ParameterCount, 3);
        var surface = new LossSurface(network, Bench.Batch<Doubles, double>(network, 40, 5));

        var slice = Slice.Lines(surface, theta, 10, [0, 1e150], 7, CancellationToken.None);

        Assert.InRange(slice.Clipped, 5, 10);
        Assert.Equal(surface.Loss(theta), slice.Quantile(0.5)[0]);
        Assert.True(slice.Quantile(0.9)[1] > slice.Ceiling);
    }

    private static (Network Network, LossSurface Surface, double[] Theta) Reference(string name, ActivationKind activation)
    {
        TrainingCorpus.Require();
        var network = Network.Mlp(activation, 64, 16, 10);
        var batch = new Batch<Doubles, double>(300, 64, 1) { AreLabels = true };
        batch.Fill(TrainingCorpus.Doubles("hess_x"), Array.ConvertAll(TrainingCorpus.Integers("hess_y"), label => (double)label), [.. Enumerable.Range(0, 300)]);
        return (network, new LossSurface(network, batch), TrainingCorpus.Doubles(name + "_theta"));
    }
}
