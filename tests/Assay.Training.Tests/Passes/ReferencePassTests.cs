using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

/// <summary>Against PyTorch 1.13, in doubles.</summary>
public sealed class ReferencePassTests
{
    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void Loss_gradient_and_product_with_the_Hessian_are_those_of_PyTorch(string name, ActivationKind activation)
    {
        TrainingCorpus.Require();
        var expected = TrainingCorpus.Expected(name);
        var network = Network.Mlp(activation, 64, 16, 10);
        var (theta, direction) = (TrainingCorpus.Doubles(name + "_theta"), TrainingCorpus.Doubles(name + "_probe"));
        var rows = Enumerable.Range(0, 300).ToArray();
        double[] labels = [.. TrainingCorpus.Integers("hess_y")];
        var batch = new Batch<Real, double>(300, 64, 1);
        batch.Fill(TrainingCorpus.Doubles("hess_x"), labels, rows);
        var gradient = new double[theta.Length];

        var measure = new Engine<Real, double>(network, 7).Gradient(theta, gradient, batch);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), measure.Loss, 1e-13);
        Assert.Equal(expected.GetProperty("acc").GetDouble(), measure.Accuracy, 1e-12);
        Assert.Equal(0, Distance(TrainingCorpus.Doubles(name + "_grad"), gradient), 1e-13);

        var dual = new Batch<Dual<Real, double>, double>(300, 64, 1);
        dual.Fill(TrainingCorpus.Doubles("hess_x"), labels, rows);
        var curvature = Bench.Curvature(network, dual, theta, direction, 300);
        Assert.Equal(0, Distance(gradient, curvature.Gradient), 1e-13);
        Assert.Equal(0, Distance(TrainingCorpus.Doubles(name + "_hvp"), curvature.Product), 1e-11);
    }

    private static double Distance(double[] expected, double[] actual) => expected.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
}
