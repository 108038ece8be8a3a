using System.Runtime.InteropServices;
using Assay.Statistics;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Products;
using Assay.Training.Rows;

namespace Assay.Training.Tests.Passes;

public sealed class RowTests
{
    private const int TableRows = 400;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SamplesInRowsGiveTheSameBitsAsSamplesInLanes(int seed)
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var random = new Philox((ulong)seed, 79);
        SameBits(Draw(random, (ActivationKind)(seed % 3)), random, (ulong)seed);
    }

    [Theory]
    [InlineData(ActivationKind.Relu, 64, 32, 10)]
    [InlineData(ActivationKind.Tanh, 64, 32, 10)]
    [InlineData(ActivationKind.Relu, 10, 96, 64, 10)]
    public void TenClassesGiveTheSameBits(ActivationKind activation, params int[] sizes)
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        SameBits(Network.Mlp(activation, sizes), new Philox(5, 79), 5);
    }

    [Fact]
    public void TargetsThatAreNumbersGiveTheSameBits()
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var network = new Network(Shape.Features(11), [new Dense(20), new Activation(ActivationKind.Relu), new Dense(3)], LossKind.Squared);
        var engine = new Engine<Lanes, float>(network, 2);
        var (inputs, targets) = (Floats(50 * 11, 1, 1), Floats(50 * 3, 2, 1));
        var lanes = new Batch<Lanes, float>(50, 11, 3);
        var rows = new Batch<Lanes, float>(50, 11, 3) { IsInRows = true };
        int[] places = [.. Enumerable.Range(0, 50).Reverse()];
        lanes.Fill(inputs, targets, places);
        rows.Fill(inputs, targets, places);
        Assert.True(engine.LikesRows);
        Same(engine, Floats(network.ParameterCount, 3, 0.5), lanes, rows);
    }

    [Fact]
    public void NoSamplesHaveNoSlope()
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var network = Network.Mlp(ActivationKind.Relu, 11, 32, 10);
        var rows = new Batch<Lanes, float>(50, 11, 1) { AreLabels = true, IsInRows = true };
        rows.Fill(new float[11], new float[1], []);
        var gradient = new float[network.ParameterCount];
        Array.Fill(gradient, 7);
        new Engine<Lanes, float>(network, 2).Gradient(new float[network.ParameterCount], gradient, rows);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void OtherNetworksAndOtherNumbersStayInLanes()
    {
        Assert.False(new Engine<Lanes, float>(new Network(Shape.Features(4), [new Dense(3), new LayerNorm(), new Dense(2)]), 1).LikesRows);
        Assert.False(new Engine<Lanes, float>(new Network(Shape.Features(4), [new Dense(3), new Activation(ActivationKind.Relu)]), 1).LikesRows);
        Assert.False(new Engine<Lanes, float>(new Network(Shape.Sequence(4, 3), [new Dense(3)]), 1).LikesRows);
        Assert.False(new Engine<Real, double>(Network.Mlp(ActivationKind.Relu, 4, 3, 2), 1).LikesRows);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var network = Network.Mlp(ActivationKind.Relu, 64, 32, 10);
        var engine = new Engine<Lanes, float>(network, 2);
        var batch = new Batch<Lanes, float>(32, 64, 1) { AreLabels = true, IsInRows = true };
        var (inputs, labels) = (Floats(100 * 64, 1, 1), new float[100]);
        int[] places = [.. Enumerable.Range(0, 32)];
        var parameters = new AlignedRoom<float>(network.ParameterCount);
        Floats(network.ParameterCount, 2, 0.5).CopyTo(parameters.Span);
        var objective = new Objective<Lanes, float>(network, parameters, engine) { Batch = batch };
        var optimizer = new FirstOrder<float>(network.ParameterCount, new GradientDescent<float>(network.ParameterCount, new()));
        void Step()
        {
            batch.Fill(inputs, labels, places);
            optimizer.Step(parameters.Span, objective, 0.1f);
        }

        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void SameBits(Network network, Philox random, ulong seed)
    {
        var engine = new Engine<Lanes, float>(network, 1 + (int)random.Below(10));
        Assert.True(engine.LikesRows);

        var parameters = Floats(network.ParameterCount, seed, 0.5);
        var inputs = Floats(TableRows * network.Input.Count, seed + 1000, 1);
        var labels = Enumerable.Range(0, TableRows).Select(_ => (float)random.Below(network.Output.Count + 1) - 1).ToArray();
        var lanes = new Batch<Lanes, float>(TableRows, network.Input.Count, 1) { AreLabels = true };
        var rows = new Batch<Lanes, float>(TableRows, network.Input.Count, 1) { AreLabels = true, IsInRows = true };
        for (var samples = 1 + (int)random.Below(300); samples > 0; samples /= 3)
        {
            var places = Enumerable.Range(0, samples).Select(_ => (int)random.Below(TableRows)).ToArray();
            lanes.Fill(inputs, labels, places);
            rows.Fill(inputs, labels, places);
            Same(engine, parameters, lanes, rows);
        }
    }

    private static void Same(Engine<Lanes, float> engine, float[] parameters, Batch<Lanes, float> lanes, Batch<Lanes, float> rows)
    {
        var (expected, actual) = (new float[parameters.Length], new float[parameters.Length]);
        Array.Fill(actual, float.NaN);
        Assert.Equal(engine.Gradient(parameters, expected, lanes), engine.Gradient(parameters, actual, rows));
        Assert.Equal(Bits(expected), Bits(actual));
        Assert.Equal(engine.Look(parameters, lanes), engine.Look(parameters, rows));
        Assert.Equal(lanes.Inputs, rows.Inputs);
    }

    private static int[] Bits(float[] numbers) => MemoryMarshal.Cast<float, int>(numbers).ToArray();

    private static float[] Floats(int count, ulong seed, double scale) => Array.ConvertAll(Bench.Normal(count, seed, scale), number => (float)number);

    // One to four dense layers, some as wide as whole vectors.
    private static Network Draw(Philox random, ActivationKind activation)
    {
        var sizes = Enumerable.Range(0, 2 + (int)random.Below(4)).Select(_ => random.Below(3) == 0 ? 16 * (1 + (int)random.Below(4)) : 2 + (int)random.Below(70));
        return Network.Mlp(activation, [.. sizes]);
    }
}
