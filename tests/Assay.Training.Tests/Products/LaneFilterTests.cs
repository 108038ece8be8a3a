using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Tests.Products;

/// <summary>The fast convolutions against those that are written to be read: every bit.</summary>
public sealed class LaneFilterTests
{
    private const int Images = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Convolutions_have_the_bits_of_plain_ones(bool isWide)
    {
        LaneProductTests.Require(isWide);
        foreach (var filter in Filters())
        {
            var parameters = LaneProductTests.Floats(2 * 20 * 20 * 25, 1);
            var (x, y) = (LaneProductTests.Values(filter.Taps.Factors, 2), LaneProductTests.Values(filter.Taps.Targets, 3));
            var expected = y.ToArray();
            PlainFilters<Lanes, float>.Convolve(parameters, filter, x, expected);
            LaneFilters.Convolve(parameters, filter, x, y, isWide);
            Assert.True(LaneProductTests.Bits<Lanes>(expected).SequenceEqual(LaneProductTests.Bits<Lanes>(y)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_have_the_bits_of_plain_ones(bool isWide)
    {
        LaneProductTests.Require(isWide);
        foreach (var filter in Filters())
        {
            var gradient = LaneProductTests.Floats(2 * 20 * 20 * 25, 1);
            var (d, x) = (LaneProductTests.Values(Images * filter.Taps.Targets, 2), LaneProductTests.Values(Images * filter.Taps.Factors, 3));
            var expected = gradient.ToArray();
            PlainFilters<Lanes, float>.CorrelateImages(expected, filter, d, x, Images);
            LaneFilters.CorrelateImages(gradient, filter, d, x, Images, isWide);
            Assert.True(LaneProductTests.Bits<float>(expected).SequenceEqual(LaneProductTests.Bits<float>(gradient)));
        }
    }

    [Fact]
    public void Weights_beyond_the_parameters_are_not_read()
    {
        Assert.SkipUnless(LaneProducts.IsSupported, "There are no vectors.");
        var filter = new Filter(Taps.Forward(2, 3, 3, 4, 4), 1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneFilters.Convolve(new float[54], filter, new Lanes[108], new Lanes[32], isWide: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneFilters.Convolve(new float[55], filter, new Lanes[107], new Lanes[32], isWide: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneFilters.CorrelateImages(new float[55], filter, new Lanes[31], new Lanes[108], 1, isWide: false));
    }

    private static IEnumerable<Filter> Filters()
    {
        (int Made, int Given, int Kernel, int Height, int Width)[] sizes =
            [(1, 1, 1, 1, 1), (8, 1, 3, 8, 8), (16, 8, 3, 4, 5), (13, 3, 5, 7, 6), (3, 11, 3, 2, 9), (2, 2, 7, 3, 1), (4, 5, 1, 3, 2), (8, 2, 3, 30, 30)];
        foreach (var (made, given, kernel, height, width) in sizes)
        {
            yield return new(Taps.Forward(made, given, kernel, height, width), 3, 1);
            yield return new(Taps.Backward(made, given, kernel, height, width), 0, 1);
            yield return new(Taps.Forward(made, given, kernel, height, width), 1, 2);
            yield return new(Taps.Backward(made, given, kernel, height, width), 1, 2);
        }
    }
}
