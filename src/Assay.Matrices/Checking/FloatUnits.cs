namespace Assay.Matrices.Checking;

/// <summary>The units in the last place of a binary floating type (IEEE 754).</summary>
/// <param name="Bits">The bits of a significand.</param>
/// <param name="Least">The exponent of the unit of the least numbers.</param>
/// <param name="Greatest">That of the greatest.</param>
internal sealed record FloatUnits(int Bits, int Least, int Greatest)
{
    /// <summary>Those of a type by its name; null where there is none.</summary>
    public static FloatUnits? Named(string type) => type switch
    {
        "float64" => new(53, -1074, 971),
        "float32" => new(24, -149, 104),
        "float16" => new(11, -24, 5),
        _ => null,
    };

    /// <summary>
    /// The exponents of the units, as distances away from zero, of the numbers of the type next to a positive number on both sides;
    /// null where a neighbour is zero. The same twice for a number of the type.
    /// </summary>
    public (int? Least, int Greatest) Exponents(Fraction value)
    {
        // 2^floor <= value < 2^(floor + 1).
        var floor = (int)(value.Numerator.GetBitLength() - value.Denominator.GetBitLength());
        floor = value < Fraction.PowerOfTwo(floor) ? floor - 1 : floor;
        var own = Math.Clamp(floor - Bits + 1, Least, Greatest);
        var isOfType = (value / Fraction.PowerOfTwo(own)).Denominator.IsOne;
        var isLastOfBinade = !isOfType && value + Fraction.PowerOfTwo(own) > Fraction.PowerOfTwo(floor + 1);
        return (value < Fraction.PowerOfTwo(Least) ? null : own, isLastOfBinade ? Math.Clamp(floor - Bits + 2, Least, Greatest) : own);
    }
}
