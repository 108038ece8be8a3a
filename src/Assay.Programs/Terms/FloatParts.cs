namespace Assay.Programs.Terms;

/// <summary>The parts of a float that is not NaN, as terms over its bits.</summary>
/// <param name="Sign">Whether the sign bit is set.</param>
/// <param name="Exponent">The exponent of the leading bit, signed; of a zero without meaning.</param>
/// <param name="Significand">Normalised: the leading bit is set unless the float is a zero.</param>
/// <param name="IsZero">Whether it is a zero.</param>
/// <param name="IsInfinite">Whether it is infinite.</param>
internal sealed record FloatParts(Term Sign, Term Exponent, Term Significand, Term IsZero, Term IsInfinite);

/// <summary>Takes floats apart and puts them together: the steps that all operations share.</summary>
internal sealed class FloatAssembly(TermFactory terms)
{
    public Term Number(Bits128 value, int width) => terms.Constant(value, width);

    public Term Signed(int value, int width) => terms.Constant(value, width);

    public Term IsZero(Term word) => terms.Equal(word, Number(0, word.Width));

    public Term IsNotZero(Term word) => terms.Not(IsZero(word));

    public Term Bit(Term word, int bit) => IsNotZero(terms.Extract(word, bit, 1));

    public Term IsNaN(FloatFormat format, Term bits) => terms.ULt(Number(format.Infinity, format.Width), Magnitude(format, bits));

    /// <summary>The bits with the sign cleared.</summary>
    public Term Magnitude(FloatFormat format, Term bits) => terms.BvAnd(bits, Number(format.Sign - 1, format.Width));

    /// <summary>The parts, subnormals normalised.</summary>
    public FloatParts Split(FloatFormat format, Term bits)
    {
        var (fraction, work) = (format.Precision - 1, format.WorkBits);
        var field = terms.Extract(bits, fraction, format.ExponentBits);
        var isSubnormal = IsZero(field);
        var raw = terms.ZeroExtend(terms.Extract(bits, 0, fraction), format.Precision);
        var zeros = terms.LeadingZeros(raw);
        var significand = terms.Ite(isSubnormal, terms.Shl(raw, zeros), terms.BvOr(raw, Number(Bits128.One << fraction, format.Precision)));
        var exponent = terms.Ite(
            isSubnormal,
            terms.Sub(Signed(1 - format.Bias, work), Resized(zeros, work)),
            terms.Sub(terms.ZeroExtend(field, work), Signed(format.Bias, work)));
        var magnitude = Magnitude(format, bits);
        return new FloatParts(Bit(bits, format.Width - 1), exponent, significand, IsZero(magnitude), terms.Equal(magnitude, Number(format.Infinity, format.Width)));
    }

    /// <summary>
    /// The nearest float, ties to even, of a number that is not zero: its significand has the leading bit set, is worth
    /// less than two, and may have a sticky bit at its end.
    /// </summary>
    public Term Round(FloatFormat format, Term sign, Term exponent, Term significand)
    {
        var (p, work) = (format.Precision, format.WorkBits);
        if (significand.Width < p + 2)
        {
            significand = terms.Concat(significand, Number(0, p + 2 - significand.Width));
        }

        var least = Signed(1 - format.Bias, work);
        var isSubnormal = terms.SLt(exponent, least);
        var shift = terms.Ite(isSubnormal, terms.Sub(least, exponent), Number(0, work));
        var shifted = ShiftRightSticky(significand, shift);
        var low = shifted.Width - p;
        var top = terms.Extract(shifted, low, p);
        var guard = Bit(shifted, low - 1);
        var sticky = low > 1 ? IsNotZero(terms.Extract(shifted, 0, low - 1)) : terms.False;
        var isUp = terms.And(guard, terms.Or(sticky, Bit(top, 0)));

        // The hidden bit adds one to the exponent field, and so does a carry out of the significand.
        var width = work + p;
        var field = terms.Ite(isSubnormal, Number(0, work), terms.Add(exponent, Signed(format.Bias - 1, work)));
        var packed = terms.Add(
            terms.Shl(terms.ZeroExtend(field, width), Number((Bits128)(uint)(p - 1), width)),
            terms.Add(terms.ZeroExtend(top, width), terms.FromBool(isUp, width)));
        var infinity = Number(format.Infinity, width);
        var bounded = terms.Ite(terms.ULt(packed, infinity), packed, infinity);
        return WithSign(format, sign, terms.Extract(bounded, 0, format.Width));
    }

    /// <summary>Rounds a number that may be zero and whose leading bit may stand anywhere.</summary>
    /// <param name="format">The format of the result.</param>
    /// <param name="sign">Its sign.</param>
    /// <param name="exponent">What the exponent is when the highest bit is set.</param>
    /// <param name="significand">The bits.</param>
    /// <param name="zeroSign">The sign of a zero.</param>
    public Term NormaliseAndRound(FloatFormat format, Term sign, Term exponent, Term significand, Term zeroSign)
    {
        var zeros = terms.LeadingZeros(significand);
        var rounded = Round(format, sign, terms.Sub(exponent, Resized(zeros, exponent.Width)), terms.Shl(significand, zeros));
        return terms.Ite(IsZero(significand), WithSign(format, zeroSign, Number(0, format.Width)), rounded);
    }

    public Term WithSign(FloatFormat format, Term sign, Term magnitude) =>
        terms.Ite(sign, terms.BvOr(magnitude, Number(format.Sign, format.Width)), magnitude);

    /// <summary>Shifts to the right; the lowest bit of the result is set if any bit set was lost.</summary>
    public Term ShiftRightSticky(Term word, Term count)
    {
        var width = Math.Max(word.Width, count.Width);
        var most = Number((Bits128)(uint)word.Width, width);
        var wide = terms.ZeroExtend(count, width);
        var bounded = Resized(terms.Ite(terms.ULt(wide, most), wide, most), word.Width);
        var shifted = terms.LShr(word, bounded);
        var isLost = terms.Not(terms.Equal(terms.Shl(shifted, bounded), word));
        return terms.BvOr(shifted, terms.FromBool(isLost, word.Width));
    }

    /// <summary>An unsigned word in another width; what is cut off is zero.</summary>
    public Term Resized(Term word, int width) => width >= word.Width ? terms.ZeroExtend(word, width) : terms.Extract(word, 0, width);
}
