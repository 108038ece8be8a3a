using System.Numerics;
using Assay.Matrices.Certified;

namespace Assay.Matrices.Questions;

/// <summary>Operators between values.</summary>
/// <remarks>Between doubles, and between a double and a whole number that is one, they round as C# does; everything else is exact, or enclosed.</remarks>
internal static class Arithmetic
{
    /// <summary>What is less in magnitude is a double where it is whole; a bound that is less has not been rounded itself.</summary>
    public const double MostExact = 1L << 53;

    // Products and quotients of more take seconds each.
    private const long MostBits = 1_000_000;

    /// <summary>Applies one.</summary>
    /// <exception cref="StatementException">It has no meaning between these.</exception>
    public static Value Apply(string sign, Value left, Value right, int offset) => (left, right) switch
    {
        (Truth or Condition, Truth or Condition) when sign is "==" or "!=" => Join(left, right, sign == "==" ? (a, b) => a == b : (a, b) => a != b, offset),
        (ExactMatrix a, ExactMatrix b) => MatrixArithmetic.Apply(sign, a.Matrix, b.Matrix, offset),
        (PolynomialMatrix, ExactMatrix { Matrix: var b }) => Apply(sign, left, MatrixArithmetic.Symbolic(b, offset), offset),
        (ExactMatrix { Matrix: var a }, PolynomialMatrix) => Apply(sign, MatrixArithmetic.Symbolic(a, offset), right, offset),
        (PolynomialMatrix a, PolynomialMatrix b) => MatrixArithmetic.Apply(sign, a, b, offset),
        (ExactNumber or PolynomialNumber or FloatNumber, ExactMatrix or PolynomialMatrix) when sign == "*" => MatrixArithmetic.Scale(left, right, offset),
        (ExactMatrix or PolynomialMatrix, ExactNumber or PolynomialNumber or FloatNumber) when sign == "*" => MatrixArithmetic.Scale(right, left, offset),
        (PolynomialNumber, PolynomialNumber or ExactNumber) or (ExactNumber, PolynomialNumber) => Polynomials(sign, ToPolynomial(left, right, offset), ToPolynomial(right, left, offset), offset),
        (FloatNumber a, _) when AsDouble(right) is { } b => Floats(sign, a.Number, b, offset),
        (_, FloatNumber b) when AsDouble(left) is { } a => Floats(sign, a, b.Number, offset),
        (ExactNumber or FloatNumber, ExactNumber or FloatNumber) when ToRational(left) is { } a && ToRational(right) is { } b => Exact(sign, a, b, offset),
        (ExactNumber or FloatNumber, ExactNumber or FloatNumber) => new Truth(CompareInfinite(sign, left, right)),
        (BoundedNumber or ExactNumber or FloatNumber, BoundedNumber or ExactNumber or FloatNumber) => Bounds(sign, ToBounds(left), ToBounds(right), offset),
        _ => throw new StatementException(offset, $"'{sign}' has no meaning between these two."),
    };

    /// <summary>Joins two truths that may depend on which polynomials are zero.</summary>
    public static Value Join(Value left, Value right, Func<bool, bool, bool> join, int offset)
    {
        if (left is Truth a && right is Truth b)
        {
            return new Truth(a.Is is { } first && b.Is is { } second ? join(first, second) : null);
        }

        var (x, y) = (ToCondition(left, offset), ToCondition(right, offset));
        return new Condition(isZero => join(x.Holds(isZero), y.Holds(isZero)), [.. x.Polynomials.Concat(y.Polynomials).Distinct()]);
    }

    /// <summary>The bounds of a number; infinite ones where it is not a number.</summary>
    public static Enclosure ToBounds(Value value) => value switch
    {
        BoundedNumber bounded => bounded.Bounds,
        FloatNumber { Number: var number } => double.IsNaN(number) ? new Enclosure(double.NegativeInfinity, double.PositiveInfinity) : new Enclosure(number, number),
        ExactNumber { Number: var number } => number.ToDouble() is { } exact ? new Enclosure(exact, exact)
            : new Enclosure(Math.BitDecrement(Math.BitDecrement(number.Approximation)), Math.BitIncrement(Math.BitIncrement(number.Approximation))),
        _ => throw new InvalidOperationException("A value has no bounds."),
    };

    private static Condition ToCondition(Value value, int offset) => value switch
    {
        Condition condition => condition,
        Truth { Is: { } known } => new Condition(_ => known, []),
        _ => throw new StatementException(offset, "Whether this holds is not known for all matrices."),
    };

    private static double? AsDouble(Value value) => value switch
    {
        FloatNumber number => number.Number,
        ExactNumber { Number: { IsWhole: true } number } => number.ToDouble(),
        _ => null,
    };

    private static Rational? ToRational(Value value) => value switch
    {
        ExactNumber exact => exact.Number,
        FloatNumber { Number: var number } when double.IsFinite(number) => Rational.Of(number),
        _ => null,
    };

    // A whole number beside a double is one.
    private static PolynomialNumber ToPolynomial(Value value, Value other, int offset) => value switch
    {
        PolynomialNumber polynomial => polynomial,
        ExactNumber { Number: { IsWhole: true, Numerator: var whole } } =>
            new PolynomialNumber(Polynomial.Of(whole), other is PolynomialNumber { MostAsFloat: not null } ? (double)BigInteger.Abs(whole) : null),
        _ => throw new StatementException(offset, "Over any ring there are only whole numbers."),
    };

    private static Value Polynomials(string sign, PolynomialNumber left, PolynomialNumber right, int offset)
    {
        switch (sign)
        {
            case "==" or "!=":
                var difference = (left.Polynomial - right.Polynomial).WithSign();
                return new Condition(isZero => isZero(difference) == (sign == "=="), [difference]);
            case "+" or "-" or "*":
                var most = left.MostAsFloat is { } a && right.MostAsFloat is { } b ? (sign == "*" ? a * b : a + b) : (double?)null;
                if (left.MostAsFloat is null != right.MostAsFloat is null || most is { } bound && !(bound < MostExact))
                {
                    throw new NotSupportedException("Doubles may round here.");
                }

                return new PolynomialNumber(
                    sign == "*" ? left.Polynomial * right.Polynomial : sign == "+" ? left.Polynomial + right.Polynomial : left.Polynomial - right.Polynomial, most);
            default:
                throw new StatementException(offset, $"'{sign}' has no meaning over any ring.", "Only equations are decided for all of them.");
        }
    }

    private static Value Floats(string sign, double left, double right, int offset) => sign switch
    {
        "+" => new FloatNumber(left + right),
        "-" => new FloatNumber(left - right),
        "*" => new FloatNumber(left * right),
        "/" => new FloatNumber(left / right),
        "==" => new Truth(left == right),
        "!=" => new Truth(left != right),
        "<" => new Truth(left < right),
        "<=" => new Truth(left <= right),
        ">" => new Truth(left > right),
        ">=" => new Truth(left >= right),
        _ => throw new StatementException(offset, $"'{sign}' has no meaning between numbers."),
    };

    private static Value Exact(string sign, Rational left, Rational right, int offset) => sign switch
    {
        "+" or "-" or "*" or "/" when Bits(left) + Bits(right) > MostBits =>
            throw new StatementException(offset, $"This number may have more than {MostBits:N0} bits.", "Compare smaller numbers, or such modulo something."),
        "+" => new ExactNumber(left + right),
        "-" => new ExactNumber(left - right),
        "*" => new ExactNumber(left * right),
        "/" => right.Numerator.IsZero ? throw new StatementException(offset, "This divides by zero.") : new ExactNumber(left / right),
        "==" => new Truth(left == right),
        "!=" => new Truth(left != right),
        "<" => new Truth(left < right),
        "<=" => new Truth(left <= right),
        ">" => new Truth(left > right),
        ">=" => new Truth(left >= right),
        _ => throw new StatementException(offset, $"'{sign}' has no meaning between numbers."),
    };

    private static long Bits(Rational number) => number.Numerator.GetBitLength() + number.Denominator.GetBitLength();

    // An infinite double is beyond every exact number, and no comparison holds with what is not a number, but for !=.
    private static bool CompareInfinite(string sign, Value left, Value right)
    {
        var (a, b) = (left is FloatNumber x ? x.Number : 0, right is FloatNumber y ? y.Number : 0);
        return sign switch { "==" => false, "!=" => true, "<" or "<=" => a < b, ">" or ">=" => a > b, _ => false };
    }

    private static Value Bounds(string sign, Enclosure left, Enclosure right, int offset) => sign switch
    {
        "<" => new Truth(left.High < right.Low ? true : left.Low >= right.High ? false : null),
        "<=" => new Truth(left.High <= right.Low ? true : left.Low > right.High ? false : null),
        ">" => Bounds("<", right, left, offset),
        ">=" => Bounds("<=", right, left, offset),
        "==" => new Truth(left.High < right.Low || left.Low > right.High ? false : left.Low == left.High && left == right ? true : null),
        "!=" => new Truth(!((Truth)Bounds("==", left, right, offset)).Is),
        "+" => new BoundedNumber(new Enclosure(Math.BitDecrement(left.Low + right.Low), Math.BitIncrement(left.High + right.High))),
        "-" => new BoundedNumber(new Enclosure(Math.BitDecrement(left.Low - right.High), Math.BitIncrement(left.High - right.Low))),
        "*" => new BoundedNumber(Hull(left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High)),
        "/" => new BoundedNumber(right.Low > 0 || right.High < 0
            ? Hull(left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High) : new Enclosure(double.NegativeInfinity, double.PositiveInfinity)),
        _ => throw new StatementException(offset, $"'{sign}' has no meaning between numbers."),
    };

    private static Enclosure Hull(params double[] ends) => Array.Exists(ends, double.IsNaN)
        ? new Enclosure(double.NegativeInfinity, double.PositiveInfinity) : new Enclosure(Math.BitDecrement(ends.Min()), Math.BitIncrement(ends.Max()));
}
