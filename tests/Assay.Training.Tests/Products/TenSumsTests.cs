using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Training.Products;

namespace Assay.Training.Tests.Products;

/// <summary>Sums of ten products, and what is done at their ends, against one float after another: every bit.</summary>
public sealed unsafe class TenSumsTests
{
    private const int Terms = 10;

    [Theory]
    [InlineData(32, 1, 10)]
    [InlineData(32, 7, 16)]
    [InlineData(96, 20, 13)]
    public void Sums_have_the_bits_of_plain_ones(int width, int rows, int xRow)
    {
        LaneProductTests.Require(isWide: true);
        Assert.True(TenSums<AsItIs>.Fit(Terms, width));
        Same<AsItIs>(width, rows, xRow, (sum, _) => sum);
        Same<IfPositive>(width, rows, xRow, (sum, _) => sum > 0 ? sum : 0);
        Same<IfOtherPositive>(width, rows, xRow, (sum, other) => other > 0 ? sum : 0);
    }

    [Theory]
    [InlineData(9, 32)]
    [InlineData(10, 48)]
    public void Others_are_left_to_others(int terms, int width) => Assert.False(TenSums<AsItIs>.Fit(terms, width));

    [Fact]
    public void Nothing_but_a_positive_number_is_the_positive_part()
    {
        float[] values = [1, -1, 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon];
        uint[] expected = [.. new float[] { 1, 0, 0, 0, 0, float.PositiveInfinity, 0, float.Epsilon }.Select(BitConverter.SingleToUInt32Bits)];
        var narrow = Narrow.PositivePart(Vector256.Create(values));
        var wide = Wide.PositivePart(Vector512.Create(Vector256.Create(values), Vector256.Create(values)));
        Assert.Equal(expected, Enumerable.Range(0, 8).Select(i => narrow.AsUInt32()[i]));
        Assert.Equal(expected.Concat(expected), Enumerable.Range(0, 16).Select(i => wide.AsUInt32()[i]));
        if (Avx.IsSupported)
        {
            Assert.Equal(Narrow.WherePositive(Vector256.Create(values), Vector256.Create(values)).AsUInt32(), narrow.AsUInt32());
        }
    }

    private static void Same<TEnd>(int width, int rows, int xRow, Func<float, float, float> end)
        where TEnd : struct, ISumEnd
    {
        var (x, matrix, starts) = (LaneProductTests.Floats(rows * xRow, 1), LaneProductTests.Floats(Terms * width, 2), LaneProductTests.Floats(width, 3));
        x[3] = float.NaN;
        starts[5] = -0f;

        // Rows of sums, and behind them what the ends of some depend on.
        var y = LaneProductTests.Floats(2 * rows * width, 4);
        var expected = y.ToArray();
        for (var place = 0; place < rows * width; place++)
        {
            var sum = starts[place % width];
            for (var term = 0; term < Terms; term++)
            {
                sum = MathF.FusedMultiplyAdd(x[(place / width * xRow) + term], matrix[(term * width) + (place % width)], sum);
            }

            expected[place] = end(sum, y[place + (rows * width)]);
        }

        fixed (float* from = x, by = matrix, first = starts, to = y)
        {
            TenSums<TEnd>.Apply(from, xRow, by, first, to, width, rows, rows * width);
        }

        Assert.Equal(MemoryMarshal.Cast<float, uint>(expected).ToArray(), MemoryMarshal.Cast<float, uint>(y).ToArray());
    }
}
