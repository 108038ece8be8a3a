using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Assay.Statistics;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Tests.Products;

/// <summary>The fast products against those that are written to be read: every bit.</summary>
public sealed class LaneProductTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_have_the_bits_of_plain_ones(bool isWide)
    {
        Require(isWide);
        foreach (var (weights, positions) in Shapes())
        {
            var parameters = Floats(weights.Start + (weights.Rows * weights.Columns * 2) + 3, 1);
            var (x, y) = (Values(positions * weights.Columns, 2), Values(positions * weights.Rows, 3));
            var expected = y.ToArray();
            PlainProducts.Apply(parameters, weights, x, expected, positions);
            LaneProducts.Apply(parameters, weights, x, y, positions, isWide);
            Assert.True(Bits<Lanes>(expected).SequenceEqual(Bits<Lanes>(y)), $"{weights}, {positions} positions");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_that_start_elsewhere_have_the_bits_of_plain_ones(bool isWide)
    {
        Require(isWide);
        foreach (var (weights, positions) in Shapes())
        {
            var parameters = Floats(weights.Start + (weights.Rows * weights.Columns * 2) + 3, 1);
            var (x, y, starts) = (Values(positions * weights.Columns, 2), Values(positions * weights.Rows, 3), Values(weights.Rows, 4));
            Lanes[] expected = [.. Enumerable.Repeat(starts, positions).SelectMany(own => own)];
            PlainProducts.Apply(parameters, weights, x, expected, positions);
            LaneProducts.Apply(parameters, weights, x, y, positions, isWide, starts);
            Assert.True(Bits<Lanes>(expected).SequenceEqual(Bits<Lanes>(y)), $"{weights}, {positions} positions");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_have_the_bits_of_plain_ones(bool isWide)
    {
        Require(isWide);
        foreach (var (weights, positions) in Shapes())
        {
            var gradient = Floats(weights.Start + (weights.Rows * weights.Columns * 2) + 3, 1);
            var (d, x) = (Values(positions * weights.Rows, 2), Values(positions * weights.Columns, 3));
            var expected = gradient.ToArray();
            PlainProducts.Correlate(expected, weights, d, x, positions);
            LaneCorrelation.Correlate(gradient, weights, d, x, positions, isWide);
            Assert.True(Bits<float>(expected).SequenceEqual(Bits<float>(gradient)), $"{weights}, {positions} positions");
        }
    }

    [Fact]
    public void A_matrix_beyond_the_parameters_is_not_read()
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var weights = new WeightView(1, 2, 3, 3, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneProducts.Apply(new float[6], weights, new Lanes[3], new Lanes[2], 1, isWide: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneProducts.Apply(new float[7], weights, new Lanes[2], new Lanes[2], 1, isWide: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneCorrelation.Correlate(new float[7], weights, new Lanes[1], new Lanes[3], 1, isWide: false));
    }

    [Fact]
    public unsafe void Squares_of_all_kinds_are_transposed()
    {
        var source = Enumerable.Range(0, 512).Select(i => (float)i).ToArray();
        var rows = Enumerable.Range(0, 16).Select(i => (nint)(i * 17 % 16 * 31)).ToArray();
        foreach (var kind in Avx.IsSupported ? new[] { 0, 1, 2 } : [0, 2])
        {
            var target = new float[400];
            fixed (float* from = source, to = target)
            fixed (nint* starts = rows)
            {
                if (kind == 0)
                {
                    Squares.TransposePlainly(from, starts, to, 21);
                }
                else if (kind == 1)
                {
                    Squares.Transpose256(from, starts, to, 21);
                }
                else
                {
                    Squares.Transpose(from, starts, to, 21);
                }
            }

            Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(source[rows[i / 16] + (i % 16)], target[(i % 16 * 21) + (i / 16)]));
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(37)]
    public unsafe void Squares_of_rows_at_one_distance_are_transposed(int row)
    {
        var source = Enumerable.Range(0, 16 * row).Select(i => (float)i).ToArray();
        var target = new float[400];
        fixed (float* from = source, to = target)
        {
            Squares.TransposeEven(from, row, to, 21);
        }

        Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(source[(i / 16 * row) + (i % 16)], target[(i % 16 * 21) + (i / 16)]));
    }

    internal static void Require(bool isWide) =>
        Assert.SkipUnless(isWide ? Avx512F.VL.IsSupported : LaneProducts.IsSupported, "There are no such vectors.");

    internal static float[] Floats(int count, ulong seed)
    {
        var random = new Philox(seed, 5);
        return [.. Enumerable.Range(0, count).Select(_ => ((random.Next() >> 40) / (float)(1 << 23)) - 1)];
    }

    internal static Lanes[] Values(int count, ulong seed) => MemoryMarshal.Cast<float, Lanes>(Floats(count * Lanes.Count, seed).AsSpan()).ToArray();

    internal static ReadOnlySpan<int> Bits<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.Cast<T, int>(values);

    // Row by row, column by column, and each also with derivatives between the entries.
    private static IEnumerable<(WeightView Weights, int Positions)> Shapes()
    {
        var random = new Philox(9, 4);
        (int Rows, int Columns, int Positions)[] edges = [(1, 1, 1), (8, 16, 2), (15, 33, 3), (10, 32, 9), (65, 17, 2), (3, 400, 5), (130, 5, 1)];
        var others = Enumerable.Range(0, 12).Select(_ => (1 + random.Below(20), 1 + random.Below(70), 1 + random.Below(19)));
        foreach (var (rows, columns, positions) in edges.Concat(others))
        {
            yield return (WeightView.Of(2, rows, columns), positions);
            yield return (WeightView.Of(0, columns, rows).Transposed, positions);
            yield return (new(1, rows, columns, 2 * columns, 2), positions);
            yield return (new WeightView(0, columns, rows, 2 * rows, 2).Transposed, positions);
        }
    }
}
