using System.Numerics;

namespace Assay.Matrices.Formats;

/// <summary>A binary floating type (IEEE 754), by what units in the last place its numbers have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bits">The bits of a significand.</param>
/// <param name="LeastExponent">The exponent of the unit of the least numbers, those below the normal range too.</param>
/// <param name="GreatestExponent">That of the greatest.</param>
internal sealed record FloatType(string Name, int Bits, int LeastExponent, int GreatestExponent)
{
    /// <summary>Double precision.</summary>
    public static FloatType Double { get; } = new("float64", 53, -1074, 971);

    /// <summary>Single precision.</summary>
    public static FloatType Single { get; } = new("float32", 24, -149, 104);

    /// <summary>Half precision.</summary>
    public static FloatType Half { get; } = new("float16", 11, -24, 5);

    /// <summary>
    /// The exponents of the units in the last place, as distances away from zero, of the numbers of this type next to a number that is
    /// not zero, on both sides: the same twice for a number of the type. Null where the neighbour is zero, which has none.
    /// </summary>
    public (int? Least, int Greatest) UnitExponents(double number)
    {
        var floor = Math.ILogB(number);
        var least = Unit(floor);
        var units = Math.ScaleB(number, -least);
        return units == Math.Floor(units) ? (least, least) : UnitExponents(Rational.Of(number));
    }

    /// <inheritdoc cref="UnitExponents(double)"/>
    public (int? Least, int Greatest) UnitExponents(Rational number)
    {
        var (numerator, denominator) = (BigInteger.Abs(number.Numerator), number.Denominator);

        // 2^floor <= magnitude < 2^(floor + 1).
        var floor = (int)(numerator.GetBitLength() - denominator.GetBitLength());
        floor -= numerator << Math.Max(0, -floor) < denominator << Math.Max(0, floor) ? 1 : 0;
        var least = Unit(floor);
        var units = BigInteger.DivRem(numerator << Math.Max(0, -least), denominator << Math.Max(0, least), out var rest);
        var isLastOfBinade = !rest.IsZero && floor >= least && units + 1 == BigInteger.One << (floor + 1 - least);
        return (units.IsZero ? null : least, isLastOfBinade ? Unit(floor + 1) : least);
    }

    // Above the greatest number it is as if there were more of the same unit.
    private int Unit(int floor) => Math.Clamp(floor - Bits + 1, LeastExponent, GreatestExponent);
}
