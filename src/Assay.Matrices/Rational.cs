using System.Globalization;
using System.Numerics;

namespace Assay.Matrices;

/// <summary>A fraction in lowest terms, with a positive denominator.</summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne;

    /// <summary>A fraction.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, _denominatorLessOne) = (numerator / common, (denominator / common) - 1);
    }

    /// <summary>The numerator, which has the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => _denominatorLessOne.IsZero;

    /// <summary>The exact value of a finite double: a whole number times a power of two.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number.</exception>
    public static Rational Of(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(double.IsFinite(value), true, nameof(value));
        var (significand, exponent) = Exact.Dyadic.Split(value);
        return exponent >= 0 ? new Rational((BigInteger)significand << exponent, 1) : new Rational(significand, BigInteger.One << -exponent);
    }

    /// <summary>A whole number.</summary>
    public static Rational Of(BigInteger value) => new(value, 1);

    /// <summary>A power of two.</summary>
    internal static Rational PowerOfTwo(int exponent) => exponent >= 0 ? Of(BigInteger.One << exponent) : new Rational(BigInteger.One, BigInteger.One << -exponent);

    /// <summary>The number without its sign.</summary>
    internal Rational Magnitude => Numerator.Sign < 0 ? new Rational(-Numerator, Denominator) : this;

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational a, Rational b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational a, Rational b) => new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>The double that has exactly this value; null where there is none.</summary>
    internal double? ToDouble()
    {
        if (!Denominator.IsPowerOfTwo)
        {
            return null;
        }

        var shift = (int)BigInteger.TrailingZeroCount(Numerator.IsZero ? BigInteger.One : Numerator);
        var significand = Numerator >> shift;
        var exponent = shift - ((int)Denominator.GetBitLength() - 1);
        var bits = (int)BigInteger.Abs(significand).GetBitLength();
        return bits > 53 || exponent + bits > 1024 || exponent < -1074 ? null : Math.ScaleB((double)significand, exponent);
    }

    /// <summary>A double with a relative error below 2^-52, as far as the range of doubles goes.</summary>
    public double Approximation
    {
        get
        {
            var shift = (int)(66 - BigInteger.Abs(Numerator).GetBitLength() + Denominator.GetBitLength());
            var quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
            return Math.ScaleB((double)quotient, -shift);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>Less.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Greater.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The value with six digits, such as <c>-1.25</c> or <c>3.14159e-20</c>.</summary>
    public string ToApproximation()
    {
        const int Digits = 6;
        if (Numerator.IsZero)
        {
            return "0";
        }

        // The exponent of ten, which the logarithms of both tell but for one.
        var magnitude = BigInteger.Abs(Numerator);
        var exponent = (int)Math.Floor(BigInteger.Log10(magnitude) - BigInteger.Log10(Denominator));
        var shift = Digits - 1 - exponent;
        var (scaled, divisor) = shift >= 0 ? (magnitude * BigInteger.Pow(10, shift), Denominator) : (magnitude, Denominator * BigInteger.Pow(10, -shift));
        var digits = ((2 * scaled) + divisor) / (2 * divisor);
        var text = digits.ToString(CultureInfo.InvariantCulture);
        exponent += text.Length - Digits;
        var value = double.Parse($"{text[0]}.{text[1..]}", CultureInfo.InvariantCulture) * Numerator.Sign;
        return exponent is >= -4 and < Digits
            ? (value * Math.Pow(10, exponent)).ToString("G6", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value:G6}e{exponent}");
    }

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
