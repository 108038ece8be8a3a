using Assay.Claims;
using Assay.Statistics;
using Assay.Training.Connectivity;
using Assay.Training.Data;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Connectivity;

public sealed class PermutationStructureTests
{
    public static TheoryData<string, int> Networks => new()
    {
        { "mlp(5, 9, 7, 3, activation: tanh)", 2 },
        { "cnn(2x4x4, 5, 6, 3, activation: gelu)", 2 },
        { "layers(2x4x4, conv(5), batchnorm, relu, avgpool(2), flatten, batchnorm, layernorm, dense(7), layernorm, tanh, dense(3))", 2 },
        { "residual(5, 8, 3, blocks: 3)", 1 },
        { "layers(5, dense(8), relu, residual(dense(6), tanh, dense(8)), residual(layernorm, dense(4), gelu, dense(8)), dense(3))", 3 },
        { "layers(2x4x4, conv(4), relu, residual(conv(5), relu, conv(4)), pool(2), dense(3))", 2 },
        { "layers(6, embedding(7, 8), positions, residual(layernorm, attention(2)), residual(dense(12), gelu, dense(8)), layernorm, flatten, dense(3))", 2 },
        { "layers(6, embedding(7, 4), attention(2, causal), flatten, dense(9), tanh, dense(3))", 3 },
        { "layers(2x2x2, conv(4), flatten, residual(dense(16), relu), dense(5), relu, dense(3))", 1 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Units_in_another_order_make_the_same_function_and_are_found_again(string text, int groups)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var structure = PermutationStructure.Of(network);
        Assert.Equal(groups, structure.Groups.Count);
        var theta = Theta(network, 1);
        var orders = Shuffled(structure, 5);

        var other = structure.Ordered(theta, orders);

        Assert.NotEqual(theta, other);
        Assert.Equal(theta.Order(), other.Order());
        var batch = Bench.Batch<Real, double>(network, 20, 1);
        var engine = new Engine<Real, double>(network, 20);
        Assert.Equal(engine.Look(theta, batch).Loss, engine.Look(other, batch).Loss, 1e-12);
        Assert.Equal(orders, new ActivationMatching<Real, double>(structure, batch).Match(other, theta));
        if (!structure.AreCoupled.Contains(true))
        {
            Assert.Equal(orders, new WeightMatching(structure).Match(other, theta).Orders);
        }
    }

    [Fact]
    public void What_keeps_its_order_is_said()
    {
        static IReadOnlyList<string> Fixed(string text) => PermutationStructure.Of(NetworkText.Read(CallText.Parse(text))).Fixed;
        Assert.Empty(Fixed("cnn(1x8x8, 8, 16, 10)"));
        Assert.Contains("within its heads", Assert.Single(Fixed("layers(6, embedding(7, 4), attention(2), flatten, dense(3))")), StringComparison.Ordinal);
        Assert.Contains("belongs to other units", Assert.Single(Fixed("layers(2x2x2, conv(4), flatten, residual(dense(16), relu), dense(3))")), StringComparison.Ordinal);

        // Around all layers there is the input, which stays.
        Assert.Equal(["1.1"], PermutationStructure.Of(NetworkText.Read(CallText.Parse("layers(5, residual(dense(6), relu, dense(5)), dense(3))"))).Groups.Select(group => group.Place));
    }

    // Rows of nothing, and rows that are all the same.
    [Theory]
    [InlineData("mlp(5, 9, 7, 3)")]
    [InlineData("cnn(2x4x4, 5, 6, 3)")]
    [InlineData("residual(5, 8, 3, blocks: 2)")]
    public void Dead_and_equal_units_are_put_in_some_order(string text)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var structure = PermutationStructure.Of(network);
        var (dead, equal, theta) = (Theta(network, 1), Theta(network, 2), Theta(network, 3));
        foreach (var block in network.Parameters.SkipLast(2))
        {
            Array.Clear(dead, block.Start, block.Count / 2);
            Array.Fill(equal, 0.25, block.Start, block.Count);
        }

        var batch = Bench.Batch<Lanes, float>(network, 20, 1);
        var activations = new ActivationMatching<Lanes, float>(structure, batch);
        foreach (var (first, second) in new[] { (dead, theta), (theta, dead), (dead, equal), (equal, equal), (new double[theta.Length], theta) })
        {
            foreach (var orders in new[] { new WeightMatching(structure).Match(first, second).Orders, activations.Match(Array.ConvertAll(first, value => (float)value), Array.ConvertAll(second, value => (float)value)) })
            {
                Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, order.Length), order.Order()));
                Assert.DoesNotContain(structure.Ordered(second, orders), double.IsNaN);
            }
        }
    }

    // Units on both sides of a weight: what is found is never worse than leaving all as it is.
    [Fact]
    public void Coupled_units_come_no_further_apart()
    {
        var network = NetworkText.Read(CallText.Parse("residual(5, 12, 3, blocks: 3)"));
        var structure = PermutationStructure.Of(network);
        Assert.True(Assert.Single(structure.AreCoupled));
        for (var seed = 0UL; seed < 20; seed++)
        {
            var (first, second) = (Theta(network, seed), Theta(network, seed + 50));
            var orders = new WeightMatching(structure).Match(first, second).Orders;
            Assert.True(Distance(first, structure.Ordered(second, orders)) <= Distance(first, second));
            var noisy = structure.Ordered(first, Shuffled(structure, seed)).Select((value, i) => value + (0.01 * second[i])).ToArray();
            Assert.True(Distance(first, structure.Ordered(noisy, new WeightMatching(structure).Match(first, noisy).Orders)) <= Distance(first, noisy));
        }
    }

    private static double Distance(double[] first, double[] second) => first.Zip(second, (a, b) => (a - b) * (a - b)).Sum();

    private static int[][] Shuffled(PermutationStructure structure, ulong seed) =>
        [.. structure.Groups.Select((group, i) => Shuffle.Permutation(group.Units, new Philox(seed, (ulong)i)))];

    private static double[] Theta(Network network, ulong seed)
    {
        var theta = Bench.Normal(network.ParameterCount, seed, 0.7);
        foreach (var block in network.Parameters.Where(block => block.Role == ParameterRole.Statistic))
        {
            for (var i = block.Start; i < block.Start + block.Count; i++)
            {
                theta[i] = Math.Abs(theta[i]) + 0.1;
            }
        }

        return theta;
    }
}
