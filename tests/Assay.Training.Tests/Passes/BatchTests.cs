using Assay.Training.Passes;
using Assay.Training.Tests.Products;

namespace Assay.Training.Tests.Passes;

public sealed class BatchTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(21)]
    [InlineData(3)]
    public void Samples_lie_side_by_side_and_missing_ones_are_zero(int features)
    {
        const int Samples = 37;
        var (table, targets) = (LaneProductTests.Floats(50 * features, 1), LaneProductTests.Floats(50, 2));
        var rows = Enumerable.Range(0, Samples).Select(i => i * 7 % 50).ToArray();
        var lanes = new Batch<Lanes, float>(Samples, features, 1);
        var pairs = new Batch<Dual<Lanes, float>, float>(Samples, features, 1);
        Array.Fill(lanes.Inputs, Lanes.Of(9));

        lanes.Fill(table, targets, rows);
        pairs.Fill(table, targets, rows);

        Assert.Equal((3, Samples), (lanes.Blocks, lanes.Count));
        for (var sample = 0; sample < 3 * Lanes.Count; sample++)
        {
            var (block, lane) = (sample / Lanes.Count, sample % Lanes.Count);
            for (var i = 0; i < features; i++)
            {
                var expected = sample < Samples ? table[(rows[sample] * features) + i] : 0;
                Assert.Equal(expected, lanes.Inputs[(block * features) + i].Value[lane]);
                Assert.Equal(expected, pairs.Inputs[(block * features) + i].Value.Value[lane]);
                Assert.Equal(0, pairs.Inputs[(block * features) + i].Slope.Value[lane]);
            }

            Assert.Equal(sample < Samples ? targets[rows[sample]] : 0, lanes.Targets[block].Value[lane]);
            Assert.Equal(sample < Samples ? 1f / Samples : 0, lanes.Weights[block].Value[lane]);
        }
    }

    [Fact]
    public void A_row_beyond_the_table_is_not_read()
    {
        var batch = new Batch<Lanes, float>(16, 20, 1);
        int[] rows = [.. Enumerable.Range(0, 15), 16];
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Fill(new float[320], new float[320], rows));
    }
}
