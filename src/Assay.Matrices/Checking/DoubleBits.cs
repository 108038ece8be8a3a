namespace Assay.Matrices.Checking;

/// <summary>What the bits of a double mean (IEEE 754, binary64).</summary>
internal static class DoubleBits
{
    private const int FractionBits = 52;
    private const int LeastExponent = -1074;
    private const long Hidden = 1L << FractionBits;

    /// <summary>A finite double as a whole number times a power of two.</summary>
    public static (long Significand, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (field, fraction) = ((int)(bits >> FractionBits) & 0x7ff, bits & (Hidden - 1));
        var significand = field == 0 ? fraction : fraction | Hidden;
        return (bits < 0 ? -significand : significand, LeastExponent + Math.Max(0, field - 1));
    }
}
