using System.Numerics;
using Assay.Verdicts;

namespace Assay.Matrices.Checking;

/// <summary>A fraction in lowest terms with a positive denominator: the checker's own.</summary>
internal readonly record struct Fraction : IComparable<Fraction>
{
    private const int Bits = 256;

    private readonly BigInteger _denominatorLessOne;

    /// <summary>A fraction; the denominator is not zero.</summary>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = denominator.IsOne ? denominator : BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, _denominatorLessOne) = (numerator / divisor, (denominator / divisor) - 1);
    }

    /// <summary>1.</summary>
    public static Fraction One => new(1, 1);

    /// <summary>The numerator, which has the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>A power of two.</summary>
    public static Fraction PowerOfTwo(int exponent) =>
        exponent >= 0 ? new(BigInteger.One << exponent, 1) : new(1, BigInteger.One << -exponent);

    /// <summary>The exact value of a finite double.</summary>
    public static Fraction Of(double value)
    {
        var (significand, exponent) = DoubleBits.Split(value);
        return new Fraction(significand, 1) * PowerOfTwo(exponent);
    }

    /// <summary>A whole number.</summary>
    public static implicit operator Fraction(BigInteger value) => new(value, 1);

    /// <summary>A whole number.</summary>
    public static implicit operator Fraction(int value) => new(value, 1);

    /// <summary>Sum.</summary>
    public static Fraction operator +(Fraction a, Fraction b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Difference.</summary>
    public static Fraction operator -(Fraction a, Fraction b) => new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Product.</summary>
    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient; the divisor is not zero.</summary>
    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Less.</summary>
    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    /// <summary>The greater.</summary>
    public static Fraction Max(Fraction a, Fraction b) => a < b ? b : a;

    /// <summary>The lesser.</summary>
    public static Fraction Min(Fraction a, Fraction b) => a < b ? a : b;

    /// <summary>The magnitude.</summary>
    public Fraction Abs() => Numerator.Sign < 0 ? new(-Numerator, Denominator) : this;

    /// <inheritdoc/>
    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>No more than the square root, and as near as 250 bits allow; of a number that is not negative.</summary>
    public Fraction RootDown() => Root(0);

    /// <summary>No less than the square root, and as near as 250 bits allow; of a number that is not negative.</summary>
    public Fraction RootUp() => IsZero ? this : Root(1);

    /// <summary>No more than this number, which is not negative, with a numerator of 256 bits.</summary>
    public Fraction Down() => Short(0);

    /// <summary>No less than this number, which is not negative, with a numerator of 256 bits.</summary>
    public Fraction Up() => IsZero ? this : Short(1);

    /// <summary>Some digits, for messages: 17 where it is near a double.</summary>
    public override string ToString()
    {
        var shift = (int)(64 - BigInteger.Abs(Numerator).GetBitLength() + Denominator.GetBitLength());
        var quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return DoubleText.Of(Math.ScaleB((double)quotient, -shift));
    }

    private Fraction Short(int more)
    {
        if (BigInteger.Abs(Numerator).GetBitLength() <= Bits && Denominator.GetBitLength() <= Bits)
        {
            return this;
        }

        var shift = (int)(Bits - Numerator.GetBitLength() + Denominator.GetBitLength());
        return new Fraction(Shifted(shift) + more, 1) * PowerOfTwo(-shift);
    }

    private Fraction Root(int more)
    {
        var shift = (int)((2 * Bits) - Numerator.GetBitLength() + Denominator.GetBitLength()) / 2;
        return new Fraction(IntegerRoot.Floor(Shifted(2 * shift)) + more, 1) * PowerOfTwo(-shift);
    }

    private BigInteger Shifted(int shift) => shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
}
