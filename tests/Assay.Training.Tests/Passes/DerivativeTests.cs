using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

/// <summary>Derivatives against differences, and floats against doubles.</summary>
public sealed class DerivativeTests
{
    private const int Samples = 21;

    public static TheoryData<string> Names => [.. Networks.Keys];

    private static readonly Dictionary<string, Network> Networks = new()
    {
        ["dense"] = Network.Mlp(ActivationKind.Relu, 5, 3),
        ["relu"] = Network.Mlp(ActivationKind.Relu, 5, 7, 3),
        ["tanh"] = Network.Mlp(ActivationKind.Tanh, 5, 7, 4, 3),
        ["gelu"] = Network.Mlp(ActivationKind.Gelu, 5, 7, 3),
        ["squared"] = new(Shape.Features(5), [new Dense(6), new Activation(ActivationKind.Tanh), new Dense(2)], LossKind.Squared),
        ["residual"] = new(Shape.Features(5), [new Dense(6), new Residual([new Dense(4), new Activation(ActivationKind.Gelu), new Dense(6)]), new Dense(3)]),
        ["residual first"] = new(Shape.Features(5), [new Residual([new Activation(ActivationKind.Tanh)]), new Dense(3)]),
        ["convolution"] = new(Shape.Image(2, 4, 6), [new Convolution(3), new Activation(ActivationKind.Tanh), new Pool(PoolKind.Mean, 2), new Convolution(4, 1), new Flatten(), new Dense(3)]),
        ["max pool"] = new(Shape.Image(1, 4, 4), [new Convolution(2), new Activation(ActivationKind.Gelu), new Pool(PoolKind.Greatest, 2), new Convolution(3), new Dense(3)]),
        ["residual image"] = new(Shape.Image(2, 3, 3), [new Residual([new Convolution(2, 5), new Activation(ActivationKind.Tanh)]), new Dense(3)]),
        ["flat sequence"] = new(Shape.Sequence(3, 4), [new Dense(5), new Activation(ActivationKind.Tanh), new Flatten(), new Dense(3)]),
        ["layer norm"] = new(Shape.Features(5), [new Dense(6), new LayerNorm(), new Activation(ActivationKind.Tanh), new Dense(3)]),
        ["layer norm of tokens"] = new(Shape.Sequence(3, 4), [new Dense(5), new LayerNorm(), new Flatten(), new Dense(3)]),
        ["batch norm"] = new(Shape.Features(5), [new Dense(6), new BatchNorm(), new Activation(ActivationKind.Tanh), new Dense(3)]),
        ["batch norm of images"] = new(Shape.Image(1, 4, 4), [new Convolution(3), new BatchNorm(), new Activation(ActivationKind.Tanh), new Pool(PoolKind.Mean, 2), new Dense(3)]),
        ["batch norm of tokens"] = new(Shape.Sequence(3, 4), [new Dense(5), new BatchNorm(), new Activation(ActivationKind.Tanh), new Dense(3)]),
        ["tokens"] = new(Shape.Features(4), [new Embedding(5, 4), new Positions(), new Residual([new LayerNorm(), new Attention(2, IsCausal: true)]), new Dense(5)]),
        ["embedding"] = new(Shape.Sequence(3, 1), [new Embedding(5, 4), new Activation(ActivationKind.Tanh), new Flatten(), new Dense(3)]),
        ["positions"] = new(Shape.Sequence(3, 4), [new Positions(), new Activation(ActivationKind.Tanh), new Positions(), new Dense(3)]),
        ["attention"] = new(Shape.Sequence(4, 6), [new Attention(3), new Attention(1), new Flatten(), new Dense(3)]),
        ["causal attention"] = new(Shape.Sequence(5, 4), [new Dense(4), new Attention(2, IsCausal: true), new Dense(3)]),
        ["sequence"] = new(Shape.Sequence(4, 5), [new Dense(6), new Activation(ActivationKind.Gelu), new Dense(3)]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_limit_of_differences(string name)
    {
        var (network, theta, batch) = Real(name);
        var engine = new Engine<Real, double>(network, Samples);
        var gradient = new double[theta.Length];
        engine.Gradient(theta, gradient, batch);
        for (var i = 0; i < theta.Length; i += 1 + (theta.Length / 60))
        {
            Assert.Equal(Slope(theta, i, at => engine.Gradient(at, new double[theta.Length], batch).Loss), gradient[i], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_product_with_the_Hessian_is_the_limit_of_differences_of_gradients(string name)
    {
        var (network, theta, batch) = Real(name);
        var direction = Bench.Normal(theta.Length, 5);
        var curvature = Bench.Curvature(network, Bench.Batch<Dual<Real, double>, double>(network, Samples, 1), theta, direction, Samples);
        var engine = new Engine<Real, double>(network, Samples);
        const double Step = 1e-5;
        double[] At(double step)
        {
            double[] moved = [.. theta.Zip(direction, (value, along) => value + (step * along))];
            var gradient = new double[theta.Length];
            engine.Gradient(moved, gradient, batch);
            return gradient;
        }

        var (ahead, behind) = (At(Step), At(-Step));
        for (var i = 0; i < theta.Length; i++)
        {
            Assert.Equal((ahead[i] - behind[i]) / (2 * Step), curvature.Product[i], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_come_close_to_doubles(string name)
    {
        var (network, theta, batch) = Real(name);
        var gradient = new double[theta.Length];
        var measure = new Engine<Real, double>(network, Samples).Gradient(theta, gradient, batch);
        float[] floats = [.. theta.Select(value => (float)value)];
        var floatGradient = new float[theta.Length];
        foreach (var blocks in network.NormalisesBatches ? new[] { 2 } : [1, 2])
        {
            var floatMeasure = new Engine<Lanes, float>(network, blocks).Gradient(floats, floatGradient, Bench.Batch<Lanes, float>(network, Samples, 1));
            Assert.Equal(measure.Loss, floatMeasure.Loss, 2e-6);
            Assert.Equal(measure.Accuracy, floatMeasure.Accuracy, 1e-6);
            Assert.All(gradient.Zip(floatGradient), pair => Assert.Equal(pair.First, pair.Second, 5e-6));
        }

        var direction = Bench.Normal(theta.Length, 5);
        var expected = Bench.Curvature(network, Bench.Batch<Dual<Real, double>, double>(network, Samples, 1), theta, direction, Samples);
        var actual = Bench.Curvature(network, Bench.Batch<Dual<Lanes, float>, float>(network, Samples, 1), theta, direction, 2);
        Assert.All(expected.Product.Zip(actual.Product), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private static (Network Network, double[] Theta, Batch<Real, double> Batch) Real(string name)
    {
        var network = Networks[name];
        return (network, Bench.Normal(network.ParameterCount, 3, 0.5), Bench.Batch<Real, double>(network, Samples, 1));
    }

    private static double Slope(double[] theta, int i, Func<double[], double> loss)
    {
        const double Step = 1e-5;
        double At(double step)
        {
            double[] moved = [.. theta];
            moved[i] += step;
            return loss(moved);
        }

        return (At(Step) - At(-Step)) / (2 * Step);
    }
}
