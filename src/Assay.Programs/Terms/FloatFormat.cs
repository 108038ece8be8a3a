namespace Assay.Programs.Terms;

/// <summary>The layout of an IEEE format.</summary>
/// <param name="Precision">Bits of the significand, the hidden one included.</param>
/// <param name="ExponentBits">Bits of the exponent field.</param>
internal sealed record FloatFormat(int Precision, int ExponentBits)
{
    public static FloatFormat Single { get; } = new(24, 8);

    public static FloatFormat Double { get; } = new(53, 11);

    public int Width => Precision + ExponentBits;

    public int Bias => (1 << (ExponentBits - 1)) - 1;

    /// <summary>Exponents are computed in so many bits, signed: products and shifts of subnormals stay within.</summary>
    public int WorkBits => ExponentBits + 4;

    public Bits128 Infinity => ((Bits128.One << ExponentBits) - 1) << (Precision - 1);

    /// <summary>The bits that every NaN has here.</summary>
    public Bits128 NaN => Infinity | (Bits128.One << (Precision - 2));

    public Bits128 Sign => Bits128.One << (Width - 1);

    public static FloatFormat Of(Sort sort) => sort.Width == 32 ? Single : Double;
}
