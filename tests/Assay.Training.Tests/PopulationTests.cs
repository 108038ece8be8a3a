using Assay.Claims;
using Assay.TestSupport;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Parameters;

namespace Assay.Training.Tests;

/// <summary>Training from C#, and parameters in files and out of them.</summary>
public sealed class PopulationTests : IDisposable
{
    private static readonly OptimizerRecipe Optimizer = OptimizerRecipe.Parse("sgd(lr: 0.2, batch: 32)");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_population_is_trained_and_measured()
    {
        var network = Network.Mlp(ActivationKind.Relu, 64, 16, 10);
        var members = Population.Train(network, Digits.Standard, Optimizer, seeds: 4, steps: 150);
        Assert.Equal([1UL, 2, 3, 4], members.Select(member => member.Seed!.Value));
        Assert.Equal(4, members.Select(member => member.Parameters[0]).Distinct().Count());
        foreach (var member in members)
        {
            Assert.InRange(member.Measures["testAccuracy"], 0.6, 1);
            Assert.Equal(member.Measures["testAccuracy"], member.Measure(Digits.Standard.Test).Accuracy, 0.005);
            Assert.Equal(member.Measures["trainLoss"], member.Measure(Digits.Standard.Training).Loss, 1e-5);
        }

        var again = Population.Train(network, Digits.Standard, Optimizer, seeds: 2, steps: 150, new PopulationOptions { Threads = 1, FirstSeed = 3 });
        Assert.Equal(members[2].Parameters, again[0].Parameters);
        Assert.Equal(members[3].Parameters, again[1].Parameters);
    }

    [Fact]
    public void Outputs_are_those_of_each_sample()
    {
        var network = new TrainedNetwork(Network.Mlp(ActivationKind.Tanh, 2, 3), [1, 2, 3, 4, 5, 6, 0.5, 0, -0.5]);
        Assert.Equal([5.5, 11, 16.5, 1.5, 3, 4.5], network.Outputs([1, 2, 1, 0]));
        Assert.Equal("3 numbers are no whole number of samples of 2 = 2. (Parameter 'inputs')", Assert.Throws<ArgumentException>(() => network.Outputs([1, 2, 3])).Message);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        var data = Digits.Standard;
        Assert.StartsWith("The network takes 63 numbers, and a sample has 64.", Wrong(Network.Mlp(ActivationKind.Relu, 63, 10)), StringComparison.Ordinal);
        Assert.StartsWith("The network makes 9 numbers, and the data has 10 classes.", Wrong(Network.Mlp(ActivationKind.Relu, 64, 9)), StringComparison.Ordinal);
        Assert.StartsWith("The network makes 8x10 = 80 numbers, and the data has 10 classes.", Wrong(new Network(Shape.Sequence(8, 8), [new Dense(10)])), StringComparison.Ordinal);
        Assert.StartsWith("There are 3 parameters, and the network has 650.", Assert.Throws<ArgumentException>(() => new TrainedNetwork(Network.Mlp(ActivationKind.Relu, 64, 10), [1, 2, 3])).Message, StringComparison.Ordinal);
        string Wrong(Network network) => Assert.Throws<ArgumentException>(() => Population.Train(network, data, Optimizer, 1, 1)).Message;
    }

    [Theory]
    [InlineData("mlp(4, 6, 3)", LossKind.CrossEntropy)]
    [InlineData("residual(4, 6, 3, blocks: 2, activation: gelu)", LossKind.Squared)]
    [InlineData("layers(1x4x4, conv(2, kernel: 5), batchnorm, relu, pool(2), residual(conv(2), tanh), avgpool(2), flatten, dense(3))", LossKind.CrossEntropy)]
    [InlineData("layers(6, embedding(7, 4), positions, residual(layernorm, attention(2, causal)), attention(1), dense(7))", LossKind.CrossEntropy)]
    public void Parameters_come_back_as_they_were(string text, LossKind loss)
    {
        var network = NetworkText.Read(CallText.Parse(text), loss);
        foreach (var isFloat in new[] { true, false })
        {
            var member = new TrainedNetwork(network, [.. new Start(StartKind.He).Draw(network, 3).Select(value => isFloat ? (float)value : value)]);
            foreach (var name in new[] { "net.npy", "net.safetensors" })
            {
                member.Save(_folder.At(name));
                Assert.Equal(member.Parameters, TrainedNetwork.Load(_folder.At(name), network).Parameters);
            }

            var alone = TrainedNetwork.Load(_folder.At("net.safetensors"));
            Assert.Equal(member.Parameters, alone.Parameters);
            Assert.Equal((network.Loss, network.Input), (alone.Network.Loss, alone.Network.Input));
            Assert.Equal(string.Join(", ", network.Layers), string.Join(", ", alone.Network.Layers));
            var file = Safetensors.Read(_folder.At("net.safetensors"));
            Assert.Equal(network.Parameters.Select(block => block.Name).Order(), file.Tensors.Select(tensor => tensor.Name).Order());
            Assert.All(file.Tensors, tensor => Assert.Equal(isFloat ? TensorType.F32 : TensorType.F64, tensor.Type));
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_said_with_their_block()
    {
        var network = Network.Mlp(ActivationKind.Relu, 4, 6, 3);
        var theta = new Start().Draw(network, 1);
        StoredParameters.Write(_folder.At("net.safetensors"), network, theta);
        StoredParameters.Write(_folder.At("net.npy"), network, theta);
        Assert.Equal("The tensor '1.weight' is 6x4, and the network's is 5x4.", Problem("net.safetensors", Network.Mlp(ActivationKind.Relu, 4, 5, 3)).Message);
        Assert.Equal("There is no tensor '5.weight', 2x3.", Problem("net.safetensors", Network.Mlp(ActivationKind.Relu, 4, 6, 3, 2)).Message);
        Assert.Equal("The tensor '3.weight' belongs to no layer of the network.", Problem("net.safetensors", Network.Mlp(ActivationKind.Relu, 4, 6)).Message);
        var whole = Safetensors.Read(_folder.At("net.safetensors"));
        Safetensors.Write(_folder.At("lost.safetensors"), new TensorFile([.. whole.Tensors.Where(tensor => tensor.Name != "3.bias")], new Dictionary<string, string>()));
        Assert.Equal("There is no tensor '3.bias', 3.", Problem("lost.safetensors", network).Message);
        var wrong = Problem("net.npy", Network.Mlp(ActivationKind.Relu, 4, 5, 3));
        Assert.Equal("It has 51 numbers, and the network has 43 parameters.", wrong.Message);
        Assert.Equal("They are, in this order: 1.weight 5x4, 1.bias 5, 3.weight 3x5, 3.bias 3.", wrong.Advice);
        theta[26] = double.NaN;
        StoredParameters.Write(_folder.At("net.npy"), network, theta);
        Assert.Equal("Number 2 of 1.bias is NaN.", Problem("net.npy", network).Message);
        Assert.Equal("Its name ends with neither .npy nor .safetensors.", Problem("net.csv", network).Message);
        Assert.Throws<ArgumentException>(() => StoredParameters.Write(_folder.At("net.csv"), network, theta));
        Safetensors.Write(_folder.At("foreign.safetensors"), new TensorFile([], new Dictionary<string, string>()));
        Assert.Equal(
            "It does not say of which network its parameters are.", Assert.Throws<TrainingException>(() => TrainedNetwork.Load(_folder.At("foreign.safetensors"))).Problem.Message);
    }

    [Fact]
    public void Claims_start_from_stored_parameters()
    {
        var network = Network.Mlp(ActivationKind.Relu, 4, 6, 3);
        var theta = Array.ConvertAll(new Start().Draw(network, 9), value => (double)(float)value);
        StoredParameters.Write(_folder.At("theta.npy"), network, theta);
        StoredParameters.Write(_folder.At("net.safetensors"), network, theta);
        List<CampaignResult> results = [];
        var options = new TrainingOptions { Finished = results.Add };
        const string Lines = """
            data: teacher(inputs: 4, width: 3, classes: 3, n: 120)
            network: mlp(4, 6, 3)
            start: from(theta.npy)
            arm: here = gd(lr: 1e-30)
            arm: there = gd(lr: 1e-30), from(net.safetensors)
            budget-axis: 1 steps
            claim: share(here.testLoss == there.testLoss) >= 0.8
            """;
        var file = _folder.At("claims.md");
        Assert.IsType<Assay.Verdicts.Supported>(Assert.IsType<Assay.Running.Answered>(Questions.Claims.Decide(Lines, options, file: file)).Verdict);
        var split = DatasetRecipe.Parse(ClaimText.Of("teacher(inputs: 4, width: 3, classes: 3, n: 120)", new Place("f", 1, 1)), ".").Load(1);
        Assert.Equal(new TrainedNetwork(network, theta).Measure(split.Training).Loss, results[0].Settings[0].Runs[0][0].Quantities["trainLoss"], 1e-6);

        // A file that was written anew is another start.
        var options2 = options with { Threads = 1 };
        StoredParameters.Write(_folder.At("theta.npy"), network, [.. theta.Select(value => 2 * value)]);
        Questions.Claims.Decide(Lines, options2, file: file);
        Assert.NotEqual(results[0].Settings[0].Runs[0][0].Quantities["trainLoss"], results[1].Settings[0].Runs[0][0].Quantities["trainLoss"]);

        Assert.Equal("The tensor '1.weight' is 6x4, and the network's is 5x4.", Questions.Claims.Problem(Lines.Replace("4, 6, 3", "4, 5, 3", StringComparison.Ordinal).Replace("theta.npy", "net.safetensors", StringComparison.Ordinal), file).Message);
        Assert.Equal("'../theta.npy' leads out of the folder of this document.", Questions.Claims.Problem(Lines.Replace("(theta", "(../theta", StringComparison.Ordinal), file).Message);
        Assert.Equal("'from' needs a file of parameters.", Questions.Claims.Problem(Lines.Replace("(theta.npy)", "", StringComparison.Ordinal), file).Message);
    }

    private Problem Problem(string name, Network network) => Assert.Throws<TrainingException>(() => TrainedNetwork.Load(_folder.At(name), network)).Problem;
}
