using System.Numerics;

namespace Assay.Programs.Terms;

/// <summary>What a back end can do by itself.</summary>
/// <param name="Division">Whether divisors may stay; else constant ones become products (Granlund and Montgomery, 1994).</param>
/// <param name="VariableShifts">Whether shift counts may vary; else they are taken bit by bit.</param>
internal sealed record LoweringOptions(bool Division, bool VariableShifts);

/// <summary>Rewrites terms to the operations that solvers and vector units have. Values stay the same on every input.</summary>
internal sealed class Lowering(TermFactory terms, LoweringOptions options)
{
    private readonly Dictionary<Term, Term> _done = [];

    public Term Of(Term root)
    {
        foreach (var term in Evaluation.TermOrder.Of(root))
        {
            if (!_done.ContainsKey(term))
            {
                _done[term] = Rewrite(term, Array.ConvertAll(term.Args, argument => _done[argument]));
            }
        }

        return _done[root];
    }

    private Term Rewrite(Term term, Term[] a) => term.Op switch
    {
        Op.PopCount => PopCount(a[0]),
        Op.LeadingZeros => terms.Sub(Width(a[0]), PopCount(Smeared(a[0]))),
        Op.TrailingZeros => PopCount(terms.BvAnd(terms.BvNot(a[0]), terms.Sub(a[0], One(a[0])))),
        Op.SDiv when !options.Division => Signed(a[0], a[1], isRemainder: false),
        Op.SRem when !options.Division => Signed(a[0], a[1], isRemainder: true),
        Op.UDiv when !options.Division => Quotient(a[0], a[1]),
        Op.URem when !options.Division => terms.Sub(a[0], terms.Mul(Quotient(a[0], a[1]), a[1])),
        Op.Shl or Op.LShr or Op.AShr when !options.VariableShifts && !a[1].IsConstant => BitByBit(term.Op, a[0], a[1]),
        _ => terms.Rebuild(term, a),
    };

    private Term One(Term like) => terms.Constant(1, like.Width);

    private Term Width(Term like) => terms.Constant((Bits128)(uint)like.Width, like.Width);

    // Sums of neighbouring fields, twice as wide each time (Warren, Hacker's Delight, 5-1).
    private Term PopCount(Term x)
    {
        var width = Math.Max(8, (int)BitOperations.RoundUpToPowerOf2((uint)x.Width));
        var sum = terms.ZeroExtend(x, width);
        for (var field = 1; field < width; field *= 2)
        {
            var mask = terms.Constant(Alternating(field), width);
            var shifted = terms.LShr(sum, terms.Constant(field, width));
            sum = field == 1
                ? terms.Sub(sum, terms.BvAnd(shifted, mask))
                : terms.Add(terms.BvAnd(sum, mask), terms.BvAnd(shifted, mask));
        }

        return terms.Extract(sum, 0, x.Width);
    }

    // Fields of ones and fields of zeros in turn, a field of ones lowest.
    private static Bits128 Alternating(int field)
    {
        var ones = (Bits128.One << field) - 1;
        Bits128 pattern = 0;
        for (var at = 0; at < 128; at += 2 * field)
        {
            pattern |= ones << at;
        }

        return pattern;
    }

    private Term Smeared(Term x)
    {
        for (var shift = 1; shift < x.Width; shift *= 2)
        {
            x = terms.BvOr(x, terms.LShr(x, terms.Constant(shift, x.Width)));
        }

        return x;
    }

    private Term Signed(Term x, Term y, bool isRemainder)
    {
        Term IsNegative(Term v) => terms.SLt(v, terms.Constant(Bits128.Zero, v.Width));
        Term Magnitude(Term v) => terms.Ite(IsNegative(v), terms.Neg(v), v);
        var quotient = Quotient(Magnitude(x), Magnitude(y));
        var result = isRemainder ? terms.Sub(Magnitude(x), terms.Mul(quotient, Magnitude(y))) : quotient;
        var negate = isRemainder ? IsNegative(x) : terms.Xor(IsNegative(x), IsNegative(y));
        return terms.Ite(negate, terms.Neg(result), result);
    }

    private Term Quotient(Term x, Term divisor)
    {
        if (!divisor.IsConstant || divisor.Is(0) || x.Width > 32)
        {
            return terms.UDiv(x, divisor);
        }

        var d = (ulong)divisor.Payload;
        if (BitOperations.IsPow2(d))
        {
            return terms.LShr(x, terms.Constant(BitOperations.Log2(d), x.Width));
        }

        // m = ceil(2^(32 + s) / d) is exact for 32-bit dividends when m * d - 2^(32 + s) is at most 2^s;
        // that holds at the latest when 2^s reaches d, and then m may need 33 bits.
        var wide = terms.ZeroExtend(x, 64);
        var shift = 0;
        Bits128 magic;
        do
        {
            magic = (((Bits128)1 << (32 + shift)) + d - 1) / d;
        }
        while ((magic * d) - ((Bits128)1 << (32 + shift)) > ((Bits128)1 << shift++));

        shift--;
        Term quotient;
        if (magic >> 32 == 0)
        {
            quotient = terms.LShr(terms.Mul(wide, terms.Constant(magic, 64)), terms.Constant(32 + shift, 64));
        }
        else
        {
            var high = terms.LShr(terms.Mul(wide, terms.Constant(magic - ((Bits128)1 << 32), 64)), terms.Constant(32, 64));
            var half = terms.LShr(terms.Sub(wide, high), terms.Constant(1, 64));
            quotient = terms.LShr(terms.Add(high, half), terms.Constant(shift - 1, 64));
        }

        return terms.Extract(quotient, 0, x.Width);
    }

    private Term BitByBit(Op op, Term x, Term count)
    {
        Term Shift(Term value, Term by) => op == Op.Shl ? terms.Shl(value, by) : op == Op.LShr ? terms.LShr(value, by) : terms.AShr(value, by);
        var result = x;
        var step = 1;
        for (var bit = 0; step < x.Width && bit < count.Width; bit++, step *= 2)
        {
            var has = terms.Equal(terms.Extract(count, bit, 1), terms.Constant(1, 1));
            result = terms.Ite(has, Shift(result, terms.Constant(step, x.Width)), result);
        }

        var all = Shift(x, terms.Constant(Bits128.Min((uint)x.Width, x.Sort.Mask), x.Width));
        return terms.Ite(terms.ULt(count, Width(count)), result, all);
    }
}
