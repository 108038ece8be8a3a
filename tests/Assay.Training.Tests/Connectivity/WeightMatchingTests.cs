using Assay.Training.Connectivity;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Connectivity;

public sealed class WeightMatchingTests
{
    [Theory]
    [InlineData("perm_w32", 32)]
    [InlineData("planted", 48)]
    public void Orders_are_those_of_the_reference(string name, int width)
    {
        TrainingCorpus.Require();
        var matching = new WeightMatching(Network.Mlp(ActivationKind.Relu, 64, width, width, 10));

        var (orders, _) = matching.Match(TrainingCorpus.Doubles(name + "_A"), TrainingCorpus.Doubles(name + "_B"));

        Assert.Equal(TrainingCorpus.Integers(name + "_P0"), orders[0]);
        Assert.Equal(TrainingCorpus.Integers(name + "_P1"), orders[1]);
    }

    [Fact]
    public void A_network_in_another_order_is_the_same_function_and_is_found_again()
    {
        var network = Network.Mlp(ActivationKind.Tanh, 5, 9, 7, 3);
        var (matching, theta) = (new WeightMatching(network), Bench.Normal(network.ParameterCount, 1));
        int[][] orders = [[3, 1, 4, 0, 5, 8, 2, 6, 7], [6, 2, 0, 1, 3, 5, 4]];
        var other = matching.Ordered(theta, orders);
        var batch = Bench.Batch<Real, double>(network, 20, 1);
        var engine = new Engine<Real, double>(network, 20);

        Assert.Equal(engine.Look(theta, batch).Loss, engine.Look(other, batch).Loss, 1e-13);
        var (found, _) = matching.Match(other, theta);
        Assert.Equal(orders[0], found[0]);
        Assert.Equal(orders[1], found[1]);
    }
}
