using System.Globalization;
using Assay.Matrices.Certified;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Certified;

/// <summary>Enclosures as they are shown, and those of fractions.</summary>
public sealed class EnclosureTests
{
    [Theory]
    [InlineData(1.41421356, 1.41421356, "1.41421356")]
    [InlineData(1.2345, 2.3451, "1.23 to 2.35")]
    [InlineData(1.2399, 2.3401, "1.23 to 2.35")]
    [InlineData(0.1, 0.5, "0.1 to 0.5")]
    [InlineData(0.99999, 9.9911, "0.999 to 10")]
    [InlineData(9.999e-5, 1e5, "9.99e-5 to 1e5")]
    [InlineData(-2.3401, -1.2399, "-2.35 to -1.23")]
    [InlineData(-0.99999, 1.7e308, "-1 to 1.7e308")]
    [InlineData(-9.9999, -0.99999, "-10 to -0.999")]
    [InlineData(0, double.PositiveInfinity, "0 to Infinity")]
    [InlineData(0, 5e-324, "0 to 4.94e-324")]
    public void Ends_that_differ_are_rounded_outwards(double low, double high, string expected) => Assert.Equal(expected, new Enclosure(low, high).ToString());

    [Fact]
    public void What_is_shown_encloses() => Gen.Select(Gen.Double, Gen.Double).Where((a, b) => double.IsFinite(a) && double.IsFinite(b)).Sample(
        (a, b) =>
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            if (new Enclosure(low, high).ToString().Split(" to ") is [var from, var to])
            {
                Assert.True(double.Parse(from, CultureInfo.InvariantCulture) <= low && double.Parse(to, CultureInfo.InvariantCulture) >= high);
            }
        },
        iter: Rounds.Of(5000));

    // Up to beyond the range of doubles on both sides.
    [Fact]
    public void A_fraction_lies_between_its_doubles() => Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue], Gen.Int[-1200, 1100]).Sample(
        (numerator, denominator, exponent) =>
        {
            var number = new Rational(numerator, denominator) * Rational.PowerOfTwo(exponent);
            var (low, high) = Enclosure.Of(number);
            Assert.True((double.IsNegativeInfinity(low) || Rational.Of(low) <= number) && (double.IsPositiveInfinity(high) || Rational.Of(high) >= number));
            Assert.True(low == high ? number == Rational.Of(low) : Math.BitIncrement(low) == high || Math.BitIncrement(Math.BitIncrement(low)) == high);
        },
        iter: Rounds.Of(3000));
}
