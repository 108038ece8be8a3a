namespace Assay.Programs.Terms;

/// <summary>Bits of a bit-vector that are the same for every input.</summary>
/// <param name="Zeros">Bits known to be zero.</param>
/// <param name="Ones">Bits known to be one.</param>
internal readonly record struct KnownBits(Bits128 Zeros, Bits128 Ones)
{
    private static readonly KnownBits None = new(0, 0);

    /// <summary>Derives the known bits of a term from those of its arguments.</summary>
    public static KnownBits Of(Term term)
    {
        var mask = term.Sort.Mask;
        var bits = Raw(term, mask);
        return new KnownBits(bits.Zeros & mask, bits.Ones & mask);
    }

    private static KnownBits Raw(Term term, Bits128 mask)
    {
        var a = term.Args.Length > 0 ? term.Args[0] : null!;
        var b = term.Args.Length > 1 ? term.Args[1] : null!;
        return term.Op switch
        {
            Op.BvNot => new(a.KnownOnes, a.KnownZeros),
            Op.BvAnd => new(a.KnownZeros | b.KnownZeros, a.KnownOnes & b.KnownOnes),
            Op.BvOr => new(a.KnownZeros & b.KnownZeros, a.KnownOnes | b.KnownOnes),
            Op.BvXor => new(
                (a.KnownZeros & b.KnownZeros) | (a.KnownOnes & b.KnownOnes),
                (a.KnownZeros & b.KnownOnes) | (a.KnownOnes & b.KnownZeros)),
            Op.Ite => new(b.KnownZeros & term.Args[2].KnownZeros, b.KnownOnes & term.Args[2].KnownOnes),
            Op.Add => Sum(a.KnownZeros, a.KnownOnes, b.KnownZeros, b.KnownOnes, carryIn: false, mask),
            Op.Sub => Sum(a.KnownZeros, a.KnownOnes, b.KnownOnes, b.KnownZeros, carryIn: true, mask),
            Op.Neg => Sum(mask, 0, a.KnownOnes, a.KnownZeros, carryIn: true, mask),
            Op.Mul => Product(a, b, mask),
            Op.Shl when b.IsConstant && b.Payload < (uint)term.Width => new(
                (a.KnownZeros << (int)b.Payload) | ((Bits128.One << (int)b.Payload) - 1),
                a.KnownOnes << (int)b.Payload),
            Op.LShr when b.IsConstant && b.Payload < (uint)term.Width => new(
                (a.KnownZeros >> (int)b.Payload) | ~(mask >> (int)b.Payload),
                a.KnownOnes >> (int)b.Payload),
            Op.LShr => new(~Below(mask & ~a.KnownZeros), 0),
            Op.AShr when b.IsConstant && b.Payload < (uint)term.Width => new(
                (Bits128)(Value.SignExtend(a.KnownZeros, term.Width) >> (int)b.Payload),
                (Bits128)(Value.SignExtend(a.KnownOnes, term.Width) >> (int)b.Payload)),
            Op.Extract => new(a.KnownZeros >> (int)term.Payload, a.KnownOnes >> (int)term.Payload),
            Op.ZeroExtend => new(a.KnownZeros | ~a.Sort.Mask, a.KnownOnes),
            Op.SignExtend => new(
                (Bits128)Value.SignExtend(a.KnownZeros, a.Width),
                (Bits128)Value.SignExtend(a.KnownOnes, a.Width)),
            Op.Concat => new((a.KnownZeros << b.Width) | b.KnownZeros, (a.KnownOnes << b.Width) | b.KnownOnes),
            Op.UDiv when b.KnownOnes != 0 => new(~Below((mask & ~a.KnownZeros) / b.KnownOnes), 0),
            Op.URem when b.KnownOnes != 0 => new(~Below((mask & ~b.KnownZeros) - 1), 0),
            Op.PopCount or Op.LeadingZeros or Op.TrailingZeros => new(~Below((uint)term.Width), 0),
            _ => None,
        };
    }

    // All bits up to the highest one of the greatest possible value.
    private static Bits128 Below(Bits128 greatest) =>
        greatest == 0 ? 0 : Bits128.MaxValue >> Bits128.LeadingZeroCount(greatest);

    // A bit of a sum is known when both summands' bits and the carry into it are; the least and the greatest sum show the carries.
    private static KnownBits Sum(Bits128 zeros1, Bits128 ones1, Bits128 zeros2, Bits128 ones2, bool carryIn, Bits128 mask)
    {
        Bits128 carry = carryIn ? 1u : 0u;
        var least = ones1 + ones2 + carry;
        var greatest = (~zeros1 & mask) + (~zeros2 & mask) + carry;
        var carryKnownZero = ~(greatest ^ (~zeros1 & mask) ^ (~zeros2 & mask));
        var carryKnownOne = least ^ ones1 ^ ones2;
        var known = (zeros1 | ones1) & (zeros2 | ones2) & (carryKnownZero | carryKnownOne);
        return new(~least & known, least & known);
    }

    // Trailing zeros add up, and the low known bits of both factors fix the low bits of the product.
    private static KnownBits Product(Term a, Term b, Bits128 mask)
    {
        var zeros = Math.Min(
            Bits128.TrailingZeroCount(~a.KnownZeros) + Bits128.TrailingZeroCount(~b.KnownZeros), 128);
        var low = zeros == 128 ? Bits128.MaxValue : (Bits128.One << zeros) - 1;
        var fixedBits = Math.Min(
            Bits128.TrailingZeroCount(~(a.KnownZeros | a.KnownOnes)),
            Bits128.TrailingZeroCount(~(b.KnownZeros | b.KnownOnes)));
        var certain = fixedBits >= 128 ? Bits128.MaxValue : (Bits128.One << fixedBits) - 1;
        var product = a.KnownOnes * b.KnownOnes;
        return new((low | (certain & ~product)) & mask, product & certain & ~low);
    }
}
