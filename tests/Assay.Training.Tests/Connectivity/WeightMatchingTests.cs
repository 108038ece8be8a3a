using Assay.Claims;
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

    // By assignments of their own, which know nothing of those before.
    [Theory]
    [InlineData("mlp(6, 17, 23, 9, 3)")]
    [InlineData("mlp(40, 30, 2)")]
    [InlineData("cnn(1x8x8, 6, 9, 3)")]
    public void In_the_end_no_group_gains_by_another_order(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var structure = PermutationStructure.Of(network);
        for (var seed = 0UL; seed < 10; seed++)
        {
            var (first, second) = (Bench.Normal(network.ParameterCount, seed), Bench.Normal(network.ParameterCount, seed + 100));
            var matching = new WeightMatching(structure);
            var (orders, _) = matching.Match(first, second);
            for (var group = 0; group < orders.Length; group++)
            {
                var worth = matching.Worth(group, first, second, orders);
                var units = structure.Groups[group].Units;
                double Sum(int[] columns) => columns.Select((column, row) => worth[(row * units) + column]).Sum();
                Assert.Equal(Sum(Assignment.Best(worth, units)), Sum(orders[group]), 1e-9);
            }
        }
    }
}
