namespace Assay.Programs.Terms;

/// <summary>Conversions between floats and integers, between the formats, and rounding to integral floats, on bits.</summary>
internal sealed class FloatConversion(TermFactory terms)
{
    private readonly FloatAssembly _floats = new(terms);

    public Term Convert(Term x, FloatFormat from, FloatFormat to)
    {
        var parts = _floats.Split(from, x);
        var exponent = to.WorkBits >= from.WorkBits ? terms.SignExtend(parts.Exponent, to.WorkBits) : Clamped(parts.Exponent, to);
        var result = _floats.Round(to, parts.Sign, exponent, parts.Significand);
        var zero = _floats.WithSign(to, parts.Sign, _floats.Number(0, to.Width));
        var infinity = _floats.WithSign(to, parts.Sign, _floats.Number(to.Infinity, to.Width));
        return terms.Ite(
            _floats.IsNaN(from, x),
            _floats.Number(to.NaN, to.Width),
            terms.Ite(parts.IsInfinite, infinity, terms.Ite(parts.IsZero, zero, result)));
    }

    public Term FromUnsigned(Term x, FloatFormat to) => FromMagnitude(terms.False, x, to);

    public Term FromSigned(Term x, FloatFormat to)
    {
        var isNegative = terms.SLt(x, _floats.Number(0, x.Width));
        return FromMagnitude(isNegative, terms.Ite(isNegative, terms.Neg(x), x), to);
    }

    /// <summary>Toward zero, saturating; NaN gives 0.</summary>
    public Term ToSigned(Term x, FloatFormat from, int width)
    {
        var parts = _floats.Split(from, x);
        var magnitude = Truncated(parts, from, width);
        var least = _floats.Number(Bits128.One << (width - 1), width);
        var isLarge = terms.Or(parts.IsInfinite, IsAtLeast(parts.Exponent, width - 1));
        var bounded = terms.Ite(
            isLarge,
            terms.Ite(parts.Sign, least, terms.BvNot(least)),
            terms.Ite(parts.Sign, terms.Neg(magnitude), magnitude));
        return terms.Ite(terms.Or(parts.IsZero, _floats.IsNaN(from, x)), _floats.Number(0, width), bounded);
    }

    public Term ToUnsigned(Term x, FloatFormat from, int width)
    {
        var parts = _floats.Split(from, x);
        var isLarge = terms.Or(parts.IsInfinite, IsAtLeast(parts.Exponent, width));
        var bounded = terms.Ite(isLarge, terms.BvNot(_floats.Number(0, width)), Truncated(parts, from, width));
        var isNothing = terms.Or(terms.Or(parts.IsZero, parts.Sign), _floats.IsNaN(from, x));
        return terms.Ite(isNothing, _floats.Number(0, width), bounded);
    }

    /// <summary>To an integral float.</summary>
    public Term RoundToIntegral(Term x, FloatFormat format, Rounding mode)
    {
        var parts = _floats.Split(format, x);
        var (p, work) = (format.Precision, format.WorkBits);

        // The integer part with a guard bit and a sticky one.
        var word = terms.Concat(terms.ZeroExtend(parts.Significand, p + 1), _floats.Number(0, 2));
        var shift = terms.Sub(_floats.Signed(p - 1, work), parts.Exponent);
        var shifted = _floats.ShiftRightSticky(word, shift);
        var (guard, sticky) = (_floats.Bit(shifted, 1), _floats.Bit(shifted, 0));
        var isInexact = terms.Or(guard, sticky);
        var isUp = mode switch
        {
            Rounding.ToEven => terms.And(guard, terms.Or(sticky, _floats.Bit(shifted, 2))),
            Rounding.TowardZero => terms.False,
            Rounding.Down => terms.And(parts.Sign, isInexact),
            Rounding.Up => terms.And(terms.Not(parts.Sign), isInexact),
            _ => guard,
        };
        var integer = terms.Add(terms.Extract(shifted, 2, p + 1), terms.FromBool(isUp, p + 1));
        var result = _floats.NormaliseAndRound(format, parts.Sign, _floats.Signed(p, work), integer, parts.Sign);
        var isIntegral = terms.Or(terms.Or(parts.IsInfinite, parts.IsZero), terms.Not(terms.SLt(parts.Exponent, _floats.Signed(p - 1, work))));
        return terms.Ite(terms.Or(isIntegral, _floats.IsNaN(format, x)), x, result);
    }

    private Term FromMagnitude(Term sign, Term magnitude, FloatFormat to) =>
        _floats.NormaliseAndRound(to, sign, _floats.Signed(magnitude.Width - 1, to.WorkBits), magnitude, terms.False);

    // The integer part of the magnitude, where it fits.
    private Term Truncated(FloatParts parts, FloatFormat from, int width)
    {
        var wide = Math.Max(width, from.Precision);
        var shift = Math.Max(wide, from.WorkBits);
        var significand = terms.ZeroExtend(parts.Significand, wide);
        var exponent = terms.SignExtend(parts.Exponent, shift);
        var least = _floats.Signed(from.Precision - 1, shift);
        var right = terms.LShr(terms.ZeroExtend(significand, shift), terms.Sub(least, exponent));
        var left = terms.Shl(terms.ZeroExtend(significand, shift), terms.Sub(exponent, least));
        return _floats.Resized(terms.Ite(terms.SLt(exponent, least), right, left), width);
    }

    private Term IsAtLeast(Term exponent, int value) =>
        value >= 1 << (exponent.Width - 1) ? terms.False : terms.Not(terms.SLt(exponent, _floats.Signed(value, exponent.Width)));

    // Far outside is as good as a little outside: zero or infinity either way.
    private Term Clamped(Term exponent, FloatFormat to)
    {
        var (least, most) = (-2 * to.Bias, 2 * to.Bias);
        var bounded = terms.Ite(
            terms.SLt(exponent, _floats.Signed(least, exponent.Width)),
            _floats.Signed(least, exponent.Width),
            terms.Ite(terms.SLt(_floats.Signed(most, exponent.Width), exponent), _floats.Signed(most, exponent.Width), exponent));
        return terms.Extract(bounded, 0, to.WorkBits);
    }
}
