using Assay.Training.Experiments;
using Assay.Training.Kernels;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Kernels;

/// <summary>The linear model of a network around its start.</summary>
public sealed class TangentEngineTests
{
    private const double Step = 1e-5;

    [Theory]
    [MemberData(nameof(TangentKernelTests.Networks), MemberType = typeof(TangentKernelTests))]
    public void Outputs_are_those_of_the_network_and_what_they_change_by(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var (start, direction) = (Bench.Normal(network.ParameterCount, 3, 0.5), Bench.Normal(network.ParameterCount, 4));
        var batch = Bench.Batch<Real, double>(network, 9, 5);
        var engine = new TangentEngine<Real, double>(network);
        engine.Start(start);
        double[] Network(double step) => Outputs(batch, network, (parameters, outputs) => Engine<Real, double>.Of(network, 9).Outputs(parameters, batch, outputs), Moved(start, direction, step));
        double[] Model(double step) => Outputs(batch, network, (parameters, outputs) => engine.Outputs(parameters, batch, outputs), Moved(start, direction, step));

        Assert.Equal(Network(0), Model(0));
        var slopes = Network(Step).Zip(Network(-Step), (right, left) => (right - left) / (2 * Step)).ToArray();
        foreach (var (i, output) in Model(3).Index())
        {
            Assert.Equal(Network(0)[i] + (3 * slopes[i]), output, 1e-4 * (1 + Math.Abs(output)));
        }
    }

    [Theory]
    [MemberData(nameof(TangentKernelTests.Networks), MemberType = typeof(TangentKernelTests))]
    public void Its_gradient_is_that_of_its_loss(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var (start, at) = (Bench.Normal(network.ParameterCount, 3, 0.5), Bench.Normal(network.ParameterCount, 6, 0.5));
        var batch = Bench.Batch<Real, double>(network, 9, 5);
        var engine = new TangentEngine<Real, double>(network);
        engine.Start(start);
        var gradient = new double[network.TrainedCount];
        var measure = engine.Gradient(at, gradient, batch);

        Assert.Equal(measure, engine.Look(at, batch));
        foreach (var seed in Enumerable.Range(10, 5))
        {
            var direction = Bench.Normal(network.TrainedCount, (ulong)seed);
            var slope = (engine.Look(Moved(at, direction, Step), batch).Loss - engine.Look(Moved(at, direction, -Step), batch).Loss) / (2 * Step);
            Assert.Equal(slope, gradient.Zip(direction, (left, right) => left * right).Sum(), 1e-6 * (1 + Math.Abs(slope)));
        }
    }

    [Fact]
    public void What_is_linear_is_its_own_model()
    {
        var network = NetworkText.Read(CallText.Parse("mlp(6, 3)"));
        var batch = Bench.Batch<Real, double>(network, 20, 5);
        var (model, own) = (new TangentEngine<Real, double>(network), Engine<Real, double>.Of(network, 20));
        model.Start(Bench.Normal(network.ParameterCount, 1));
        var at = Bench.Normal(network.ParameterCount, 2);
        var (first, second) = (new double[network.ParameterCount], new double[network.ParameterCount]);

        Assert.Equal(own.Gradient(at, first, batch).Loss, model.Gradient(at, second, batch).Loss, 1e-12);
        Assert.Equal(0, first.Zip(second, (left, right) => Math.Abs(left - right)).Max(), 1e-12);
    }

    [Fact]
    public void Floats_give_what_doubles_do()
    {
        var network = NetworkText.Read(CallText.Parse("mlp(6, 8, 3)"));
        var (start, at) = (Bench.Normal(network.ParameterCount, 1), Bench.Normal(network.ParameterCount, 2));
        var (floats, doubles) = (new TangentEngine<Lanes, float>(network), new TangentEngine<Real, double>(network));
        floats.Start(start);
        doubles.Start(start);
        var (first, second) = (new float[network.ParameterCount], new double[network.ParameterCount]);

        var loss = floats.Gradient(Array.ConvertAll(at, value => (float)value), first, Bench.Batch<Lanes, float>(network, 150, 5)).Loss;

        Assert.Equal(doubles.Gradient(at, second, Bench.Batch<Real, double>(network, 150, 5)).Loss, loss, 1e-4);
        Assert.Equal(0, first.Zip(second, (left, right) => Math.Abs(left - right)).Max(), 1e-4);
    }

    [Theory]
    [InlineData("mlp(4, 5, 3)", "a = newton(), linearised", "Arm 'a': the network cannot be linearised: 'newton()' looks at more than gradients.")]
    [InlineData("layers(4, dense(5), batchnorm, relu, dense(3))", "a = sgd(lr: 0.1, batch: 16), linearised", "Arm 'a': the network cannot be linearised: it normalises batches, so that its outputs are no function of a sample.")]
    [InlineData("mlp(4, 5, 3)", "a = sgd(lr: 0.1, batch: 16), linearised, mask(keep: 0.5)", "Arm 'a': the network cannot be linearised: units and weights cannot be taken out of a linear model.")]
    [InlineData("mlp(4, 5, 3)", "a = sgd(lr: 0.1, batch: 16), linearised(2)", "Arguments of 'linearised' have a key, and '2' has none.")]
    [InlineData("mlp(4, 5, 3)", "a = adam(lr: 0.1, batch: 16), ntk", "Arm 'a': 'ntk' is another scale of parameters, which is told by steps of gradient descent alone.")]
    public void What_has_no_linear_model_is_refused(string network, string arm, string message) =>
        Assert.Equal(message, Questions.Claims.Problem($"data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\nnetwork: {network}\narm: {arm}\nbudget-axis: 20 steps\nclaim: mean(a.trainLoss) >= 0").Message);

    // A rate so small that the network hardly leaves the linear model's range.
    [Fact]
    public void An_arm_that_is_linearised_starts_as_the_network_does_and_parts_from_it()
    {
        const string Lines = "data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\nnetwork: mlp(4, 5, 3)\narm: a = sgd(lr: RATE, batch: 16)\narm: b = sgd(lr: RATE, batch: 16), linearised\nbudget-axis: 20 steps\nclaim: mean(a.trainLoss - b.trainLoss) >= 0";
        (double Network, double Model) Train(string rate)
        {
            var plan = Questions.Claims.Plan(Lines.Replace("RATE", rate, StringComparison.Ordinal));
            var losses = plan.Arms.Select(arm => plan.Experiment.Train(plan.Bind(arm.Name, arm.Description), 1, plan.Axes[0], new RunOptions(), CancellationToken.None).Quantities["trainLoss"]).ToArray();
            return (losses[0], losses[1]);
        }

        var (slow, fast) = (Train("1e-4"), Train("0.5"));
        Assert.Equal(slow.Network, slow.Model, 1e-5);
        Assert.InRange(Math.Abs(fast.Network - fast.Model), 1e-3, 1);
    }

    private static double[] Moved(double[] start, double[] direction, double step) => [.. start.Zip(direction, (from, along) => from + (step * along))];

    private static double[] Outputs(Batch<Real, double> batch, Network network, Action<double[], Real[]> run, double[] parameters)
    {
        var outputs = new Real[batch.Blocks * network.Output.Count];
        run(parameters, outputs);
        return Array.ConvertAll(outputs, value => value.Value);
    }
}
