using Assay.Training.Connectivity;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Connectivity;

public sealed class RepairTests
{
    [Theory]
    [InlineData("mlp(5, 9, 7, 3)")]
    [InlineData("cnn(2x4x4, 5, 6, 3)")]
    [InlineData("residual(5, 8, 3, blocks: 2)")]
    [InlineData("layers(6, embedding(7, 8), dense(5), relu, dense(4), tanh, flatten, dense(3))")]
    public void Units_lie_as_is_wanted(string text)
    {
        var (structure, repair, first, second) = Given(text);
        var wanted = Repair<Real, double>.Between([repair.MomentsOf(first), repair.MomentsOf(second)], [0.25, 0.75]);
        double[] between = [.. first.Zip(second, (a, b) => (0.25 * a) + (0.75 * b))];
        Assert.Contains(wanted.Zip(repair.MomentsOf(between)), pair => Math.Abs(pair.First[0].Deviation - pair.Second[0].Deviation) > 0.01);

        repair.Correct(between, wanted);

        Assert.Equal(wanted.Count, Count(structure.Network.Layers) - 1);
        foreach (var (layer, found) in wanted.Zip(repair.MomentsOf(between)))
        {
            Assert.All(layer.Zip(found), pair =>
            {
                Assert.Equal(pair.First.Mean, pair.Second.Mean, 1e-10);
                Assert.Equal(pair.First.Deviation, pair.Second.Deviation, 1e-10);
            });
        }
    }

    [Theory]
    [InlineData("mlp(5, 9, 7, 3)")]
    [InlineData("cnn(2x4x4, 5, 6, 3)")]
    public void A_network_that_lies_as_it_should_stays(string text)
    {
        var (_, repair, theta, _) = Given(text);
        var corrected = (double[])theta.Clone();
        repair.Correct(corrected, repair.MomentsOf(theta));
        Assert.All(theta.Zip(corrected), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    // By hand: y = relu(w x + b) of x = 1, 3 has the mean 2 w + b and the deviation |w|.
    [Fact]
    public void One_unit_is_scaled_and_shifted()
    {
        var network = Network.Mlp(ActivationKind.Relu, 1, 1, 2);
        var batch = new Batch<Real, double>(2, 1, 1) { AreLabels = true };
        batch.Fill([1, 3], [0, 1], [0, 1]);
        var repair = new Repair<Real, double>(PermutationStructure.Of(network), batch);
        double[] theta = [0.5, 1, 1, -1, 0, 0];
        repair.Correct(theta, [[new UnitMoments(7, 2)]]);
        Assert.Equal([2, 3, 1, -1, 0, 0], theta);
    }

    // A unit without weights has nothing that could be scaled.
    [Fact]
    public void Dead_units_get_their_mean_and_stay_finite()
    {
        var (_, repair, theta, other) = Given("mlp(5, 9, 7, 3)");
        Array.Clear(theta, 0, 5 * 9);
        repair.Correct(theta, repair.MomentsOf(other));
        Assert.DoesNotContain(theta, value => !double.IsFinite(value));
        var (found, wanted) = (repair.MomentsOf(theta)[0], repair.MomentsOf(other)[0]);
        Assert.All(found.Zip(wanted), pair => Assert.Equal(pair.Second.Mean, pair.First.Mean, 1e-12));
        Assert.All(found, unit => Assert.Equal(0, unit.Deviation, 1e-12));
    }

    // Training normalises with the batch; statistics taken on the same batch say the same, but for their variance with one value less.
    [Fact]
    public void Statistics_of_batch_normalisation_are_those_of_the_samples()
    {
        var network = Pairs.Network("layers(2x4x4, conv(5), batchnorm, relu, pool(2), dense(6), batchnorm, relu, dense(3))");
        var batch = Bench.Batch<Real, double>(network, 400, 1);
        var theta = Bench.Normal(network.ParameterCount, 1, 0.5);
        Array.Fill(theta, 3, network.TrainedCount, theta.Length - network.TrainedCount);
        new Repair<Real, double>(PermutationStructure.Of(network), batch).Correct(theta, null);
        var engine = new Engine<Real, double>(network, 400);
        var looked = engine.Look(theta, batch).Loss;
        Assert.Equal(engine.Gradient((double[])theta.Clone(), new double[network.TrainedCount], batch).Loss, looked, 0.01);
        Assert.NotEqual(looked, engine.Look([.. theta[..network.TrainedCount], .. Enumerable.Repeat(3.0, theta.Length - network.TrainedCount)], batch).Loss, 0.01);
    }

    private static int Count(IReadOnlyList<Layer> layers) => layers.Sum(layer => layer is Residual residual ? Count(residual.Body) : layer is Dense or Convolution ? 1 : 0);

    private static (PermutationStructure Structure, Repair<Real, double> Repair, double[] First, double[] Second) Given(string text)
    {
        var network = Pairs.Network(text);
        var structure = PermutationStructure.Of(network);
        return (structure, new Repair<Real, double>(structure, Bench.Batch<Real, double>(network, 30, 1)), Bench.Normal(network.ParameterCount, 1, 0.7), Bench.Normal(network.ParameterCount, 2, 0.7));
    }
}
