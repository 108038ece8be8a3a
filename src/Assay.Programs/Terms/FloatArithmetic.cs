namespace Assay.Programs.Terms;

/// <summary>
/// IEEE 754 arithmetic on bits, rounded to nearest, ties to even (the algorithms of Muller et al., Handbook of
/// Floating-Point Arithmetic, 2018, chapter 7). Arguments and results have the one NaN that values have here.
/// </summary>
internal sealed class FloatArithmetic(TermFactory terms, FloatFormat format)
{
    private readonly FloatAssembly _floats = new(terms);

    private int Precision => format.Precision;

    public Term Add(Term x, Term y)
    {
        // The one that is greater in size comes first, so that the difference is not negative.
        var swap = terms.ULt(_floats.Magnitude(format, x), _floats.Magnitude(format, y));
        var a = _floats.Split(format, terms.Ite(swap, y, x));
        var b = _floats.Split(format, terms.Ite(swap, x, y));

        // A bit for the carry, then the significand, guard, round and sticky bit.
        var width = Precision + 4;
        var (first, second) = (Placed(a.Significand, width), Placed(b.Significand, width));
        var aligned = _floats.ShiftRightSticky(second, terms.Sub(a.Exponent, b.Exponent));
        aligned = terms.Ite(b.IsZero, _floats.Number(0, width), aligned);
        var isDifference = terms.Xor(a.Sign, b.Sign);
        var sum = terms.Ite(isDifference, terms.Sub(first, aligned), terms.Add(first, aligned));
        sum = terms.Ite(a.IsZero, _floats.Number(0, width), sum);
        var exponent = terms.Add(a.Exponent, _floats.Signed(1, format.WorkBits));
        var result = _floats.NormaliseAndRound(format, a.Sign, exponent, sum, terms.And(a.Sign, b.Sign));
        var infinite = terms.Ite(terms.And(b.IsInfinite, isDifference), NaN, _floats.WithSign(format, a.Sign, Infinity));
        return Special(terms.Ite(a.IsInfinite, infinite, result), x, y);
    }

    public Term Multiply(Term x, Term y)
    {
        var (a, b) = (_floats.Split(format, x), _floats.Split(format, y));
        var sign = terms.Xor(a.Sign, b.Sign);
        var product = Product(a, b);
        var exponent = terms.Add(terms.Add(a.Exponent, b.Exponent), _floats.Signed(1, format.WorkBits));
        var result = _floats.NormaliseAndRound(format, sign, exponent, product, sign);
        var isInfinite = terms.Or(a.IsInfinite, b.IsInfinite);
        var isNaN = terms.And(isInfinite, terms.Or(a.IsZero, b.IsZero));
        return Special(terms.Ite(isNaN, NaN, terms.Ite(isInfinite, _floats.WithSign(format, sign, Infinity), result)), x, y);
    }

    public Term Divide(Term x, Term y)
    {
        var (a, b) = (_floats.Split(format, x), _floats.Split(format, y));
        var sign = terms.Xor(a.Sign, b.Sign);
        var width = (2 * Precision) + 2;
        var dividend = terms.Shl(terms.ZeroExtend(a.Significand, width), _floats.Number((Bits128)(uint)(Precision + 2), width));
        var divisor = terms.ZeroExtend(b.Significand, width);
        var quotient = terms.Extract(terms.UDiv(dividend, divisor), 0, Precision + 3);
        var sticky = terms.FromBool(_floats.IsNotZero(terms.URem(dividend, divisor)), 1);
        var exponent = terms.Sub(a.Exponent, b.Exponent);
        var result = _floats.NormaliseAndRound(format, sign, exponent, terms.Concat(quotient, sticky), sign);
        var zero = _floats.WithSign(format, sign, _floats.Number(0, format.Width));
        var isNaN = terms.Or(terms.And(a.IsInfinite, b.IsInfinite), terms.And(a.IsZero, b.IsZero));
        return Special(
            terms.Ite(isNaN, NaN,
            terms.Ite(terms.Or(a.IsInfinite, b.IsZero), _floats.WithSign(format, sign, Infinity),
            terms.Ite(terms.Or(b.IsInfinite, a.IsZero), zero, result))),
            x,
            y);
    }

    /// <summary>The root, one bit after the other.</summary>
    public Term SquareRoot(Term x)
    {
        var a = _floats.Split(format, x);
        var isOdd = _floats.Bit(a.Exponent, 0);

        // Radicand below 4 with an even exponent; so many bits that the root has one more than the precision.
        var (bits, width) = (Precision + 1, Precision + 3);
        var radicandWidth = 2 * bits;
        var radicand = terms.Shl(terms.ZeroExtend(a.Significand, radicandWidth), _floats.Number((Bits128)(uint)(radicandWidth - Precision - 1), radicandWidth));
        radicand = terms.Ite(isOdd, terms.Shl(radicand, _floats.Number(1, radicandWidth)), radicand);
        var (root, remainder) = (_floats.Number(0, width), _floats.Number(0, width));
        var two = _floats.Number(2, width);
        for (var i = bits - 1; i >= 0; i--)
        {
            remainder = terms.BvOr(terms.Shl(remainder, two), terms.ZeroExtend(terms.Extract(radicand, 2 * i, 2), width));
            var trial = terms.BvOr(terms.Shl(root, two), _floats.Number(1, width));
            var fits = terms.Not(terms.ULt(remainder, trial));
            remainder = terms.Ite(fits, terms.Sub(remainder, trial), remainder);
            root = terms.BvOr(terms.Shl(root, _floats.Number(1, width)), terms.FromBool(fits, width));
        }

        var significand = terms.Concat(terms.Extract(root, 0, bits), terms.FromBool(_floats.IsNotZero(remainder), 1));
        var exponent = terms.AShr(terms.Sub(a.Exponent, terms.FromBool(isOdd, format.WorkBits)), _floats.Number(1, format.WorkBits));
        var result = _floats.Round(format, terms.False, exponent, significand);
        return Special(
            terms.Ite(a.IsZero, x, terms.Ite(a.Sign, NaN, terms.Ite(a.IsInfinite, x, result))), x);
    }

    /// <summary>x * y + z, rounded once.</summary>
    public Term FusedMultiplyAdd(Term x, Term y, Term z)
    {
        var (a, b, c) = (_floats.Split(format, x), _floats.Split(format, y), _floats.Split(format, z));
        var sign = terms.Xor(a.Sign, b.Sign);
        var isZeroProduct = terms.Or(a.IsZero, b.IsZero);

        // Both normalised in twice the precision: then at most one bit cancels where bits are lost.
        var product = Product(a, b);
        var isHigh = _floats.Bit(product, product.Width - 1);
        product = terms.Ite(isHigh, product, terms.Shl(product, _floats.Number(1, product.Width)));
        var productExponent = terms.Add(terms.Add(a.Exponent, b.Exponent), terms.FromBool(isHigh, format.WorkBits));
        var width = (2 * Precision) + 4;
        var (first, second) = (Placed(product, width), Placed(c.Significand, width));
        first = terms.Ite(isZeroProduct, _floats.Number(0, width), first);
        second = terms.Ite(c.IsZero, _floats.Number(0, width), second);
        var isSecondHigher = terms.Or(isZeroProduct, terms.And(terms.Not(c.IsZero), terms.SLt(productExponent, c.Exponent)));
        var (high, low) = (terms.Ite(isSecondHigher, second, first), terms.Ite(isSecondHigher, first, second));
        var (highExponent, lowExponent) = (terms.Ite(isSecondHigher, c.Exponent, productExponent), terms.Ite(isSecondHigher, productExponent, c.Exponent));
        low = _floats.ShiftRightSticky(low, terms.Sub(highExponent, lowExponent));
        var isDifference = terms.Xor(sign, c.Sign);
        var isNegative = terms.And(isDifference, terms.ULt(high, low));
        var difference = terms.Ite(isNegative, terms.Sub(low, high), terms.Sub(high, low));
        var sum = terms.Ite(isDifference, difference, terms.Add(high, low));
        var sumSign = terms.Xor(terms.Ite(isSecondHigher, c.Sign, sign), isNegative);
        var exponent = terms.Add(highExponent, _floats.Signed(1, format.WorkBits));
        var result = _floats.NormaliseAndRound(format, sumSign, exponent, sum, terms.And(sign, c.Sign));
        var isInfinite = terms.Or(a.IsInfinite, b.IsInfinite);
        var isNaN = terms.And(isInfinite, terms.Or(isZeroProduct, terms.And(c.IsInfinite, isDifference)));
        return Special(
            terms.Ite(isNaN, NaN,
            terms.Ite(isInfinite, _floats.WithSign(format, sign, Infinity),
            terms.Ite(c.IsInfinite, z, result))),
            x,
            y,
            z);
    }

    private Term NaN => _floats.Number(format.NaN, format.Width);

    private Term Infinity => _floats.Number(format.Infinity, format.Width);

    // The significand of a zero is zero, and so is its product.
    private Term Product(FloatParts a, FloatParts b) =>
        terms.Mul(terms.ZeroExtend(a.Significand, 2 * Precision), terms.ZeroExtend(b.Significand, 2 * Precision));

    // At the top of a wider word, below one bit for the carry.
    private Term Placed(Term significand, int width) =>
        terms.Shl(terms.ZeroExtend(significand, width), _floats.Number((Bits128)(uint)(width - 1 - significand.Width), width));

    private Term Special(Term result, params ReadOnlySpan<Term> arguments)
    {
        foreach (var argument in arguments)
        {
            result = terms.Ite(_floats.IsNaN(format, argument), NaN, result);
        }

        return result;
    }
}
