namespace Assay.Training.Certified;

/// <summary>An interval that surely holds a real number: ends are rounded outward after every operation, which are those of IEEE 754 and nothing else (Moore 1966).</summary>
/// <param name="Low">No more than the number.</param>
/// <param name="High">No less than it.</param>
internal readonly record struct Enclosure(double Low, double High)
{
    // The unit roundoff of doubles, 2^-53.
    private const double Unit = 1.1102230246251565e-16;

    private const double MostExponent = 700;

    // 1 / k! as they round.
    private static readonly double[] ExpSeries = [.. Enumerable.Range(0, 17).Select(k => 1 / Enumerable.Range(1, k).Aggregate(1.0, (product, factor) => product * factor))];

    // ln 2 is the first, whose last 21 bits are 0 so that whole numbers below 2^21 times it are doubles, and something within the second.
    private const double Ln2High = 0.6931471803691238;
    private static readonly Enclosure Ln2Low = new(1.9082149292705877e-10, 1.908214929270588e-10);

    /// <summary>A number that is known.</summary>
    public static Enclosure Of(double value) => new(value, value);

    /// <summary>Whether it is one number.</summary>
    public bool IsPoint => Low == High;

    /// <summary>A number about in the middle.</summary>
    public double Middle => Low + ((High - Low) / 2);

    /// <summary>No less than the distance from <see cref="Middle"/> to either end.</summary>
    public double Radius => IsPoint ? 0 : Math.BitIncrement(Math.Max(High - Middle, Middle - Low));

    public static Enclosure operator +(Enclosure left, Enclosure right) => Sum(left.Low, right.Low, left.High, right.High);

    public static Enclosure operator -(Enclosure left, Enclosure right) => Sum(left.Low, -right.High, left.High, -right.Low);

    public static Enclosure operator *(Enclosure left, Enclosure right)
    {
        if (IsZero(left) || IsZero(right))
        {
            return HasNoNumber(left) || HasNoNumber(right) ? new(double.NaN, double.NaN) : default;
        }

        var (a, b, c, d) = (left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High);
        return Outward(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    public static Enclosure operator /(Enclosure left, Enclosure right)
    {
        if (!(right.Low > 0 || right.High < 0))
        {
            return HasNoNumber(left) || HasNoNumber(right) ? new(double.NaN, double.NaN) : new(double.NegativeInfinity, double.PositiveInfinity);
        }

        var (a, b, c, d) = (left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High);
        return Outward(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    /// <summary>The least interval that holds both.</summary>
    public Enclosure Or(Enclosure other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>e to a power; it rises, so that ends go to ends.</summary>
    public static Enclosure Exp(Enclosure x) => IsPointZero(x) ? Of(1) : new(PowerOfE(x.Low).Low, PowerOfE(x.High).High);

    /// <summary>The natural logarithm of a positive number.</summary>
    public static Enclosure Log(Enclosure x) => x.Low > 0 ? new(Logarithm(x.Low).Low, Logarithm(x.High).High) : new(double.NaN, double.NaN);

    /// <summary>The square root of a number that is not negative.</summary>
    public static Enclosure Sqrt(Enclosure x) => x.Low >= 0 ? new(Math.Max(0, Math.BitDecrement(Math.Sqrt(x.Low))), Math.BitIncrement(Math.Sqrt(x.High))) : new(double.NaN, double.NaN);

    /// <summary>The hyperbolic tangent.</summary>
    public static Enclosure Tanh(Enclosure x) => new(Tangent(x.Low).Low, Tangent(x.High).High);

    private static bool IsZero(Enclosure x) => x.Low == 0 && x.High == 0;

    private static bool IsPointZero(Enclosure x) => IsZero(x);

    private static bool HasNoNumber(Enclosure x) => double.IsNaN(x.Low) || double.IsNaN(x.High);

    // Adding 0 is exact, and so is a sum of points whose rounded error is none.
    private static Enclosure Sum(double a, double b, double c, double d)
    {
        var (low, high) = (a + b, c + d);
        return new(IsExact(a, b, low) ? low : Math.BitDecrement(low), IsExact(c, d, high) ? high : Math.BitIncrement(high));
    }

    // The error of a sum is a double itself (Knuth 1969), so that this test is no approximation; infinite sums are not exact.
    private static bool IsExact(double a, double b, double sum)
    {
        var part = sum - a;
        return ((a - (sum - part)) + (b - part)) == 0;
    }

    private static Enclosure Outward(double low, double high) => new(Math.BitDecrement(low), Math.BitIncrement(high));

    // x = n ln 2 + r with |r| <= 0.35, and r known within a radius. Horner's scheme on the series of e^r rounds once in every step, by at most the unit roundoff u of what it
    // makes, and coefficients are rounded: with |r|^k / k! before step k that adds up to less than u (1.5 e^0.35 + e^0.35) < 4 u, as every partial result is below 1.5 / k!.
    // What is left out is below 0.35^17 / 17! e^0.35 < 1e-22. Half a unit more than both together covers this sum itself.
    private static Enclosure PowerOfE(double x)
    {
        if (!(Math.Abs(x) <= MostExponent))
        {
            return double.IsNaN(x) ? new(double.NaN, double.NaN) : x > 0 ? new(1e300, double.PositiveInfinity) : new(0, 1e-300);
        }

        var n = Math.Round(x / 0.6931471805599453);
        var r = Of(x) - Of(n * Ln2High) - (Of(n) * Ln2Low);
        var middle = r.Middle;
        var sum = ExpSeries[^1];
        for (var term = ExpSeries.Length - 2; term >= 0; term--)
        {
            sum = Math.FusedMultiplyAdd(sum, middle, ExpSeries[term]);
        }

        // e^(r + d) is within 2 |d| e^r < 3 |d| of e^r for |d| < 1.
        var radius = Math.BitIncrement((4.5 * Unit) + (3 * r.Radius));
        return new(Math.ScaleB(Math.BitDecrement(sum - radius), (int)n), Math.ScaleB(Math.BitIncrement(sum + radius), (int)n));
    }

    // With l about log y, log y = l + log z for z = y e^-l near 1; and 1 - 1/z <= log z <= z - 1.
    private static Enclosure Logarithm(double y)
    {
        if (double.IsPositiveInfinity(y))
        {
            return new(MostExponent, double.PositiveInfinity);
        }

        var about = Math.Clamp(Math.Log(y), -MostExponent, MostExponent);
        var z = Of(y) * PowerOfE(-about);
        return z.Low > 0 ? Of(about) + new Enclosure((Of(1) - (Of(1) / Of(z.Low))).Low, (Of(z.High) - Of(1)).High) : new(double.NegativeInfinity, double.PositiveInfinity);
    }

    // 1 - 2 / (e^2x + 1), the smaller of whose parts is computed for the side that x is on.
    private static Enclosure Tangent(double x)
    {
        if (x < 0)
        {
            var other = Tangent(-x);
            return new(-other.High, -other.Low);
        }

        var tangent = x == 0 ? default : Of(1) - (Of(2) / (PowerOfE(Math.Min(2 * x, MostExponent)) + Of(1)));
        return double.IsNaN(x) ? new(double.NaN, double.NaN) : new(Math.Max(0, tangent.Low), x > MostExponent / 2 ? 1 : Math.Min(1, tangent.High));
    }
}
