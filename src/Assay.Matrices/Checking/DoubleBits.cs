namespace Assay.Matrices.Checking;

/// <summary>What the bits of a double mean (IEEE 754, binary64).</summary>
internal static class DoubleBits
{
    private const int FractionBits = 52;
    private const int LeastExponent = -1074;
    private const int GreatestExponent = 971;
    private const long Hidden = 1L << FractionBits;

    /// <summary>A finite double as a whole number times a power of two.</summary>
    public static (long Significand, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (field, fraction) = ((int)(bits >> FractionBits) & 0x7ff, bits & (Hidden - 1));
        var significand = field == 0 ? fraction : fraction | Hidden;
        return (bits < 0 ? -significand : significand, LeastExponent + Math.Max(0, field - 1));
    }

    /// <summary>
    /// The exponents of the units in the last place, as distances away from zero, of the doubles next to a positive number on both
    /// sides; null where a neighbour is zero. The same twice for a number that is a double.
    /// </summary>
    public static (int? Least, int Greatest) UnitExponents(Fraction value)
    {
        // 2^floor <= value < 2^(floor + 1).
        var floor = (int)(value.Numerator.GetBitLength() - value.Denominator.GetBitLength());
        floor = value < Fraction.PowerOfTwo(floor) ? floor - 1 : floor;
        var least = Math.Clamp(floor - FractionBits, LeastExponent, GreatestExponent);
        var isDouble = (value / Fraction.PowerOfTwo(least)).Denominator.IsOne;
        var isLastOfBinade = !isDouble && value + Fraction.PowerOfTwo(least) > Fraction.PowerOfTwo(floor + 1);
        return (value < Fraction.PowerOfTwo(LeastExponent) ? null : least, isLastOfBinade ? Math.Min(least + 1, GreatestExponent) : least);
    }
}
