using Assay.Training.Basins;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Basins;

public sealed class SharpnessTests
{
    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void A_step_up_the_gradient_comes_to_the_loss_of_the_reference(string name, ActivationKind activation)
    {
        var (network, surface, theta) = Reference(name, activation);
        var expected = TrainingCorpus.Expected(name);
        var rise = Sharpness.Ascent(surface, theta, expected.GetProperty("sam_rho").GetDouble());
        Assert.Equal(expected.GetProperty("sam_loss").GetDouble() - expected.GetProperty("loss").GetDouble(), rise, 1e-10);
    }

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void The_largest_eigenvalue_is_that_of_the_reference_to_a_hundredth(string name, ActivationKind activation)
    {
        var (_, surface, theta) = Reference(name, activation);
        var expected = TrainingCorpus.Doubles(name + "_hess_eigs")[^1];
        Assert.Equal(expected, Sharpness.LargestEigenvalue(surface, theta, 3, CancellationToken.None), 0.01 * expected);
    }

    // Half of the trace of the Hessian times the variance, where the loss is nearly quadratic.
    [Fact]
    public void On_average_it_rises_by_half_of_the_trace()
    {
        var (_, surface, theta) = Reference("tanh_init", ActivationKind.Tanh);
        const double Deviation = 0.003;
        var wanted = TrainingCorpus.Expected("tanh_init").GetProperty("trace").GetDouble() * Deviation * Deviation / 2;
        Assert.Equal(wanted, Sharpness.Average(surface, theta, Deviation, 400, 1, CancellationToken.None), 0.1 * wanted);
    }

    [Theory]
    [InlineData("mlp(5, 7, 6, 3)")]
    [InlineData("cnn(1x6x6, 2, 3)")]
    [InlineData("layers(6, dense(4), relu, dense(5), tanh, dense(3))")]
    public void A_rescaled_network_is_the_same_function_and_as_sharp_as_one_likes(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var theta = Bench.Normal(network.ParameterCount, 3, 0.3);
        var batch = Bench.Batch<Doubles, double>(network, 40, 5);
        var surface = new LossSurface(network, batch);
        var rescaled = Rescaling.Of(network, theta, 6);

        Assert.True(Rescaling.Fits(network));
        Assert.NotEqual(theta, rescaled);
        Assert.Equal(surface.Loss(theta), surface.Loss(rescaled));
        Assert.Equal(Outputs(network, theta, batch), Outputs(network, rescaled, batch));
        Assert.Equal(theta, Rescaling.Of(network, rescaled, -6));
        double Largest(double[] at) => Sharpness.LargestEigenvalue(surface, at, 1, CancellationToken.None);
        Assert.True(Largest(rescaled) > 100 * Largest(theta));
        Assert.Equal(Sharpness.AdaptiveAscent(surface, theta, 0.1), Sharpness.AdaptiveAscent(surface, rescaled, 0.1), 1e-12);
    }

    [Theory]
    [InlineData("mlp(5, 3)")]
    [InlineData("mlp(5, 7, 3, activation: tanh)")]
    [InlineData("layers(5, dense(4), batchnorm, relu, dense(3))")]
    [InlineData("layers(5, dense(4), relu, layernorm, dense(3))")]
    public void What_is_not_linear_between_layers_cannot_be_rescaled(string text) => Assert.False(Rescaling.Fits(NetworkText.Read(CallText.Parse(text))));

    [Theory]
    [InlineData("network: mlp(4, 5, 3, activation: tanh)", "rescaledSharpness", "Arm 'a': no layer of its network has ReLU and another layer behind it, so that nothing can be rescaled.")]
    [InlineData("network: mlp(4, 5, 3)\nrescale: 30", "sharpness", "A whole number from 1 to 20 is needed for 'rescale', not '30'.")]
    public void What_cannot_be_measured_is_refused(string lines, string quantity, string message) => Assert.Equal(
        message, Questions.Claims.Problem($"data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\n{lines}\narm: a = gd(lr: 0.1)\nbudget-axis: 20 steps\nclaim: mean(a.{quantity}) >= 0").Message);

    private static double[] Outputs(Network network, double[] at, Batch<Doubles, double> batch)
    {
        var outputs = new Doubles[batch.Blocks * network.Output.Count];
        Engine<Doubles, double>.Of(network, batch.Count).Outputs(at, batch, outputs);
        var lanes = new double[Doubles.Count];
        return [.. outputs.SelectMany(value =>
        {
            Doubles.Store(value, lanes);
            return lanes.ToArray();
        })];
    }

    internal static (Network Network, LossSurface Surface, double[] Theta) Reference(string name, ActivationKind activation)
    {
        TrainingCorpus.Require();
        var network = Network.Mlp(activation, 64, 16, 10);
        var batch = new Batch<Doubles, double>(300, 64, 1) { AreLabels = true };
        batch.Fill(TrainingCorpus.Doubles("hess_x"), Array.ConvertAll(TrainingCorpus.Integers("hess_y"), label => (double)label), [.. Enumerable.Range(0, 300)]);
        return (network, new LossSurface(network, batch), TrainingCorpus.Doubles(name + "_theta"));
    }
}
