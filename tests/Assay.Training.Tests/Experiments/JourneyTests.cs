using System.Text.Json;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Tests.Data;

namespace Assay.Training.Tests.Experiments;

/// <summary>Whole trainings against the trajectories of the reference cases (NumPy in doubles).</summary>
public sealed class JourneyTests
{
    [Theory]
    [InlineData("gd", "gd(lr: 0.1)")]
    [InlineData("momentum", "gd(lr: 0.1, momentum: 0.9)")]
    [InlineData("adam", "adam(lr: 0.01, batch: all)")]
    [InlineData("sam", "sam(gd(lr: 0.1), rho: 0.05)")]
    public void Ten_steps_are_those_of_the_reference_cases(string name, string optimiser)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Corpus.PathOf("training", "expected.json")));
        double[] losses = [.. expected.RootElement.GetProperty("optimizers").GetProperty(name).EnumerateArray().Select(loss => loss.GetDouble())];
        var network = Network.Mlp(ActivationKind.Tanh, 64, 16, 10);
        var labels = Corpus.Doubles("hess_y.npy");
        var samples = new Samples<Real, double>(network, new Engine<Real, double>(network, 32));
        samples.Use(new MemberData<double>(Corpus.Doubles("hess_x.npy"), labels, 1, [.. Enumerable.Range(0, labels.Length)], []));
        var journey = new Journey<Real, double>(new Arm(name, optimiser, OptimizerRecipe.Parse(optimiser)), network, new Engine<Real, double>(network, 32), samples, new Mask(network));

        var run = journey.Go(Corpus.Doubles("tanh_init_theta.npy"), 1, new Axis(AxisKind.Steps, 10), 10, CancellationToken.None);

        Assert.All(losses.Zip(run.Curve), pair => Assert.Equal(pair.First, pair.Second.Loss, 1e-9));
        Assert.Equal((11, 10), (run.Curve.Count, run.Quantities["steps"]));
        Assert.All(Corpus.Doubles($"opt_{name}_final_theta.npy").Zip(journey.Parameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
