using Assay.Training.Kernels;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Kernels;

public sealed class TangentKernelTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Networks() =>
    [
        "mlp(5, 7, 3, activation: tanh)", "mlp(4, 6, 5, 2)", "cnn(1x6x6, 2, 3, activation: tanh)", "residual(5, 4, 3, activation: gelu)", "layers(4x3, attention(1), flatten, dense(2))",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_is_the_products_of_derivatives_found_by_differences(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var theta = Bench.Normal(network.ParameterCount, 3, 0.5);
        var batch = Bench.Batch<Real, double>(network, 4, 5);

        var kernel = TangentKernel.Of(network, theta, batch, _ => 1, CancellationToken.None);

        var jacobian = Differences(network, theta, batch);
        var outputs = network.Output.Count;
        for (var i = 0; i < batch.Count; i++)
        {
            for (var j = 0; j < batch.Count; j++)
            {
                var wanted = Enumerable.Range(0, outputs).Average(output => jacobian.Sum(column => column[(i * outputs) + output] * column[(j * outputs) + output]));
                Assert.Equal(wanted, kernel[i, j], 1e-6 * (1 + Math.Abs(wanted)));
            }
        }
    }

    [Fact]
    public void Wider_networks_have_a_kernel_nearer_to_that_of_infinite_width()
    {
        var batch = Bench.Batch<Real, double>(NetworkText.Read(CallText.Parse("mlp(16, 2)")), 10, 1);
        double[][] samples = [.. Enumerable.Range(0, 10).Select(i => batch.Inputs.AsSpan(i * 16, 16).ToArray().Select(value => value.Value).ToArray())];
        foreach (var hidden in new[] { 1, 2 })
        {
            var limit = InfiniteWidth.Relu(samples, hidden, 2).Tangent;
            double Gap(int width) => Enumerable.Range(1, 5).Average(seed =>
            {
                var network = Network.Mlp(ActivationKind.Relu, [16, .. Enumerable.Repeat(width, hidden), 2]);
                return KernelDistance.ShapeGap(limit, TangentKernel.Of(network, new Start(StartKind.He).Draw(network, (ulong)seed), batch, WithoutBiases, CancellationToken.None));
            });
            var (narrow, wide) = (Gap(16), Gap(512));
            Assert.InRange(wide, 0, narrow / 2.5);
            Assert.InRange(wide, 0, 0.1);
        }
    }

    // Of a start by He, whose factor of 2 in each layer the scaled kernel leaves out.
    [Fact]
    public void A_wide_network_has_the_very_size_of_the_limit()
    {
        var network = Network.Mlp(ActivationKind.Relu, 16, 4096, 4);
        var batch = Bench.Batch<Real, double>(network, 6, 1);
        double[][] samples = [.. Enumerable.Range(0, 6).Select(i => batch.Inputs.AsSpan(i * 16, 16).ToArray().Select(value => value.Value).ToArray())];
        var limit = InfiniteWidth.Relu(samples, 1, 2).Tangent;

        var kernel = TangentKernel.Of(network, new Start(StartKind.He).Draw(network, 7), batch, WithoutBiases, CancellationToken.None);

        foreach (var i in Enumerable.Range(0, 6))
        {
            Assert.Equal(limit[i, i], 2 * kernel[i, i], 0.06 * limit[i, i]);
        }
    }

    [Fact]
    public void Kernels_of_infinite_width_are_those_of_the_reference()
    {
        TrainingCorpus.Require();
        var inputs = TrainingCorpus.Doubles("hess_x");
        double[][] samples = [.. Enumerable.Range(0, 20).Select(i => inputs[(64 * i)..(64 * (i + 1))])];

        var (process, tangent) = InfiniteWidth.Relu(samples, 1, 2);

        // On its diagonal the reference takes the arc cosine of what rounding left of 1.
        foreach (var (i, wanted) in TrainingCorpus.Doubles("nngp_inf_relu_d1").Index())
        {
            Assert.Equal(wanted, process[i / 20, i % 20], 1e-14);
        }

        foreach (var (i, wanted) in TrainingCorpus.Doubles("ntk_inf_relu_d1").Index())
        {
            Assert.Equal(wanted, tangent[i / 20, i % 20], i / 20 == i % 20 ? 1e-8 : 1e-14);
        }
    }

    [Fact]
    public void Distances_are_those_of_matrices()
    {
        double[,] first = { { 1, 0 }, { 0, 1 } }, then = { { 2, 0 }, { 0, 0 } };
        Assert.Equal(1, KernelDistance.Drift(first, then), 1e-15);
        Assert.Equal(Math.Sqrt(0.5), KernelDistance.Alignment(first, then), 1e-15);
        Assert.Equal(0, KernelDistance.ShapeGap(first, new double[,] { { 3, 0 }, { 0, 3 } }), 1e-7);
    }

    private static double WithoutBiases(ParameterBlock block) => block.Role == ParameterRole.Bias ? 0 : TangentKernel.FactorOf(block);

    // For each parameter what the outputs of all samples change by.
    private static List<double[]> Differences(Network network, double[] theta, Batch<Real, double> batch)
    {
        var engine = Engine<Real, double>.Of(network, batch.Count);
        List<double[]> jacobian = [];
        for (var i = 0; i < network.TrainedCount; i++)
        {
            double[] At(double change)
            {
                var moved = (double[])theta.Clone();
                moved[i] += change;
                var outputs = new Real[batch.Blocks * network.Output.Count];
                engine.Outputs(moved, batch, outputs);
                return Array.ConvertAll(outputs, value => value.Value);
            }

            jacobian.Add([.. At(Step).Zip(At(-Step), (right, left) => (right - left) / (2 * Step))]);
        }

        return jacobian;
    }
}
