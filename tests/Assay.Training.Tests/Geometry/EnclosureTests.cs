using System.Numerics;
using Assay.Training.Certified;

namespace Assay.Training.Tests.Geometry;

public sealed class EnclosureTests
{
    // Digits from tables, more than a double has: 20 of e^x, log x and tanh x.
    [Theory]
    [InlineData(1, 2.71828182845904523536, 0, 0.76159415595576488812)]
    [InlineData(0.5, 1.64872127070012814685, -0.69314718055994530942, 0.46211715726000975850)]
    [InlineData(3, 20.0855369231876677409, 1.09861228866810969140, 0.99505475368673045133)]
    public void Elementary_functions_are_enclosed_narrowly(double x, double power, double logarithm, double tangent)
    {
        Narrow(Enclosure.Exp(Enclosure.Of(x)), power);
        Narrow(Enclosure.Log(Enclosure.Of(x)), logarithm);
        Narrow(Enclosure.Tanh(Enclosure.Of(x)), tangent);
        Narrow(Enclosure.Tanh(Enclosure.Of(-x)), -tangent);
        Narrow(Enclosure.Exp(Enclosure.Log(Enclosure.Of(x))), x);
    }

    [Fact]
    public void What_whole_numbers_compute_exactly_lies_within_the_ends()
    {
        var numbers = Passes.Bench.Normal(400, 1);
        for (var i = 0; i + 1 < numbers.Length; i++)
        {
            var (a, b) = (numbers[i], Math.ScaleB(numbers[i + 1], (i % 40) - 20));
            Holds(Enclosure.Of(a) + Enclosure.Of(b), Whole(a, 200) + Whole(b, 200), 200);
            Holds(Enclosure.Of(a) - Enclosure.Of(b), Whole(a, 200) - Whole(b, 200), 200);
            Holds(Enclosure.Of(a) * Enclosure.Of(b), Whole(a, 200) * Whole(b, 200), 400);
        }

        // 0.1 is no double, and neither is a tenth of one.
        var tenth = Enclosure.Of(1) / Enclosure.Of(10);
        Assert.True(Whole(tenth.Low, 200) * 10 < BigInteger.One << 200 && Whole(tenth.High, 200) * 10 > BigInteger.One << 200);
        var one = tenth * Enclosure.Of(10);
        Assert.True(one.Low <= 1 && one.High >= 1 && one.High - one.Low < 1e-15);
    }

    [Fact]
    public void Products_of_intervals_hold_every_product_of_their_numbers()
    {
        var ends = Passes.Bench.Normal(4000, 2);
        for (var i = 0; i + 3 < ends.Length; i += 4)
        {
            var (x, y) = (Ordered(ends[i], ends[i + 1]), Ordered(ends[i + 2], ends[i + 3]));
            foreach (var (a, b) in new[] { (x.Low, y.Low), (x.Low, y.High), (x.High, y.Low), (x.High, y.High), (x.Middle, y.Middle) })
            {
                Assert.InRange(a * b, (x * y).Low, (x * y).High);
                Assert.InRange(a - b, (x - y).Low, (x - y).High);
                Assert.InRange(a / b, (x / y).Low, (x / y).High);
                Assert.InRange(Math.Exp(a), Enclosure.Exp(x).Low, Enclosure.Exp(x).High);
                Assert.InRange(Math.Tanh(a), Enclosure.Tanh(x).Low, Enclosure.Tanh(x).High);
            }
        }
    }

    [Fact]
    public void Powers_hold_what_whole_numbers_of_2400_bits_compute()
    {
        // Small and large exponents, and those about half a logarithm of 2, where the series is longest.
        var exponents = Passes.Bench.Normal(300, 3).SelectMany((x, i) => new[] { x, Math.ScaleB(x, (i % 50) - 45), Math.Clamp(200 * x, -699, 699), ((i % 40) - 19.5) * 0.6931471805599453 });
        foreach (var x in exponents)
        {
            var (found, exact) = (Enclosure.Exp(Enclosure.Of(x)), PowerOfE(x));
            Assert.True(Fixed(found.Low) < exact && exact < Fixed(found.High), $"{x:R}");
            Assert.InRange(found.High - found.Low, 0, 2.2e-15 * found.High);
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        var nothing = Enclosure.Of(double.NaN);
        Assert.True(double.IsNaN((nothing + Enclosure.Of(1)).High));
        Assert.True(double.IsNaN((nothing * Enclosure.Of(0)).High));
        Assert.True(double.IsNaN(Enclosure.Exp(nothing).High));
        Assert.True(double.IsNaN(Enclosure.Log(Enclosure.Of(-1)).High));
        Assert.True(double.IsPositiveInfinity((Enclosure.Of(1) / new Enclosure(-1, 1)).High));
        Assert.False(Enclosure.Exp(Enclosure.Of(1000)).High < double.PositiveInfinity);
    }

    private const int Bits = 2400;

    // A double as a whole number of 2^-2400.
    private static BigInteger Fixed(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        var magnitude = new BigInteger((bits & 0xFFFFFFFFFFFFF) | 0x10000000000000) << (Bits + exponent);
        return value < 0 ? -magnitude : magnitude;
    }

    // The series for x / 2^12, squared twelve times.
    private static BigInteger PowerOfE(double x)
    {
        const int Squares = 12;
        var (part, sum, term) = (Fixed(x) >> Squares, BigInteger.One << Bits, BigInteger.One << Bits);
        for (var k = 1; !term.IsZero && k < 600; k++)
        {
            term = ((term * part) >> Bits) / k;
            sum += term;
        }

        for (var i = 0; i < Squares; i++)
        {
            sum = (sum * sum) >> Bits;
        }

        return sum;
    }

    private static Enclosure Ordered(double a, double b) => new(Math.Min(a, b), Math.Max(a, b));

    private static BigInteger Whole(double value, int scale) => new(Math.ScaleB(value, scale));

    private static void Holds(Enclosure found, BigInteger exact, int scale)
    {
        Assert.True(Whole(found.Low, scale) <= exact && exact <= Whole(found.High, scale));
        Assert.True(found.High - found.Low <= 1e-15 * Math.Max(1, Math.Abs(found.High)));
    }

    private static void Narrow(Enclosure found, double wanted)
    {
        Assert.InRange(wanted, found.Low, found.High);
        Assert.InRange(found.High - found.Low, 0, 1e-14 * Math.Max(1, Math.Abs(wanted)));
    }
}
