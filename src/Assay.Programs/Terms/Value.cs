namespace Assay.Programs.Terms;

/// <summary>A concrete scalar: the sort and the bits, zero-extended. All NaNs of a width are one value.</summary>
internal readonly record struct Value
{
    private const uint QuietSingle = 0x7FC0_0000;
    private const ulong QuietDouble = 0x7FF8_0000_0000_0000;

    public Value(Sort sort, Bits128 bits)
    {
        Sort = sort;
        Bits = Canonical(sort, bits);
    }

    public Sort Sort { get; }

    public Bits128 Bits { get; }

    public bool IsTrue => Bits == 1;

    /// <summary>The bits as a number in two's complement.</summary>
    public Signed128 Signed => SignExtend(Bits, Sort.Width);

    public float Single => BitConverter.UInt32BitsToSingle((uint)Bits);

    public double Double => Sort.Width == 32 ? Single : BitConverter.UInt64BitsToDouble((ulong)Bits);

    public static Value Of(bool value) => new(Sort.Bool, value ? 1u : 0u);

    public static Value Of(float value) => new(Sort.Single, BitConverter.SingleToUInt32Bits(value));

    public static Value Of(double value) => new(Sort.Double, BitConverter.DoubleToUInt64Bits(value));

    public static Value Of(Signed128 value, int width) => new(Sort.BitVector(width), (Bits128)value);

    public static Signed128 SignExtend(Bits128 bits, int width) => (Signed128)(bits << (128 - width)) >> (128 - width);

    public static Bits128 Canonical(Sort sort, Bits128 bits)
    {
        bits &= sort.Mask;
        if (sort.Kind != SortKind.Float)
        {
            return bits;
        }

        return sort.Width == 32
            ? float.IsNaN(BitConverter.UInt32BitsToSingle((uint)bits)) ? QuietSingle : bits
            : double.IsNaN(BitConverter.UInt64BitsToDouble((ulong)bits)) ? QuietDouble : bits;
    }

    public override string ToString() => $"{Sort}:{Bits}";
}
