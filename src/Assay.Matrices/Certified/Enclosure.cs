using System.Globalization;

namespace Assay.Matrices.Certified;

/// <summary>An interval that holds a number for certain; an end may be infinite.</summary>
/// <param name="Low">The number is no less.</param>
/// <param name="High">The number is no greater.</param>
public readonly record struct Enclosure(double Low, double High)
{
    private const int FewestDigits = 3;

    /// <summary>The doubles about a number.</summary>
    internal static Enclosure Of(Rational number)
    {
        var near = Math.Clamp(number.Approximation, double.MinValue, double.MaxValue);
        var (low, high) = (near, near);
        while (low > double.NegativeInfinity && Rational.Of(low) > number)
        {
            low = Math.BitDecrement(low);
        }

        while (high < double.PositiveInfinity && Rational.Of(high) < number)
        {
            high = Math.BitIncrement(high);
        }

        return new(low, high);
    }

    /// <summary>The width, relative to the lower end; infinite where that is zero.</summary>
    public double RelativeWidth => Low == High ? 0 : (High - Low) / Math.Abs(Low);

    /// <summary>Whether a number lies inside.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The numbers in both.</summary>
    internal Enclosure And(Enclosure other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    /// <summary>The product of numbers that are not negative.</summary>
    internal Enclosure Times(Enclosure other) => new(Rounding.Down(Low * other.Low), Rounding.Up(High * other.High));

    /// <summary>1 over a number that is not negative.</summary>
    internal Enclosure Reciprocal() => new(Rounding.Down(1 / High), Rounding.Up(1 / Low));

    /// <summary>Times a power of two.</summary>
    internal Enclosure Scale(int exponent)
    {
        var (low, high) = (Math.ScaleB(Low, exponent), Math.ScaleB(High, exponent));
        return new(IsExact(Low, low, exponent) ? low : Rounding.Down(low), IsExact(High, high, exponent) ? high : Rounding.Up(high));
    }

    private static bool IsExact(double value, double scaled, int exponent) => Math.ScaleB(scaled, -exponent) == value;

    /// <summary>The digits on which both ends agree, and one more: <c>1.41421356</c>, or both ends, rounded outwards, where they differ at once.</summary>
    public override string ToString()
    {
        for (var digits = 15; digits >= FewestDigits; digits--)
        {
            var (low, high) = (Text(Low, digits), Text(High, digits));
            if (low == high)
            {
                return low;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Outwards(Low, -1)} to {Outwards(High, 1)}");
    }

    // Three digits that stand for an end or lie outside, once they are read as the double nearest to them.
    private static string Outwards(double value, int direction)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Text(value, FewestDigits);
        }

        var text = value.ToString("E2", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture).CompareTo(value) * direction >= 0)
        {
            return Text(value, FewestDigits);
        }

        // One more or less in the last digit; below 1.00 stands 9.99 of the decade before.
        var (digits, exponent) = (int.Parse(text[..text.IndexOf('E')].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), int.Parse(text[(text.IndexOf('E') + 1)..], CultureInfo.InvariantCulture) - FewestDigits + 1);
        (digits, exponent) = Math.Abs(digits) == 100 && Math.Sign(digits) != direction ? (digits * 10, exponent - 1) : (digits, exponent);
        return Text(double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits + direction}e{exponent}"), CultureInfo.InvariantCulture), FewestDigits);
    }

    private static string Text(double value, int digits) => value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace("E+0", "e", StringComparison.Ordinal).Replace("E-0", "e-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);
}
