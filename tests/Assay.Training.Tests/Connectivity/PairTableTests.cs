using Assay.Training.Connectivity;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Connectivity;

public sealed class PairTableTests
{
    [Fact]
    public void Few_networks_and_numbers_that_are_not_finite_have_no_interval()
    {
        Assert.Null(new PairTable(5).Bootstrap(0.95));
        var table = new PairTable(8);
        Assert.NotNull(table.Bootstrap(0.95));
        table[1, 2] = double.PositiveInfinity;
        Assert.Null(table.Bootstrap(0.95));
        Assert.Equal(table[1, 2], table[2, 1]);
        Assert.Equal(28, table.Values.Count);
    }

    // What a pair has is the sum of what its two networks bring, and something of its own. Pairs taken as independent would give intervals four times too short.
    [Theory]
    [InlineData(12, 0.85)]
    [InlineData(24, 0.90)]
    public void Intervals_hold_the_mean_of_all_networks(int networks, double atLeast)
    {
        const int Populations = 300;
        var held = 0;
        for (var population = 0UL; population < Populations; population++)
        {
            var (own, pairs) = (Bench.Normal(networks, population), Bench.Normal(networks * networks, population + 10_000));
            var table = new PairTable(networks);
            foreach (var (first, second) in PairTable.Pairs(networks))
            {
                table[first, second] = own[first] + own[second] + (0.5 * pairs[(first * networks) + second]);
            }

            held += table.Bootstrap(0.95)!.Value.Contains(0) ? 1 : 0;
        }

        Assert.InRange(held / (double)Populations, atLeast, 0.995);
    }
}
