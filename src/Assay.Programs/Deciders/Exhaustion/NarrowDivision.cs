using System.Numerics;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// Rewrites divisions of up to 32 bits by constants to high products, so that lanes of 32 bits hold them
/// (Granlund and Montgomery, 1994). Values stay the same on every input.
/// </summary>
internal sealed class NarrowDivision(TermFactory terms)
{
    private const int Most = 32;

    private readonly Dictionary<Term, Term> _done = [];

    public Term Of(Term root)
    {
        foreach (var term in TermOrder.Of(root))
        {
            if (!_done.ContainsKey(term))
            {
                var arguments = Array.ConvertAll(term.Args, argument => _done[argument]);
                var isDivision = term.Op is Op.UDiv or Op.URem or Op.SDiv or Op.SRem
                    && term.Width <= Most && arguments[1].IsConstant && !arguments[1].Is(0);
                _done[term] = isDivision ? Divided(term.Op, arguments[0], arguments[1]) : terms.Rebuild(term, arguments);
            }
        }

        return _done[root];
    }

    private Term Divided(Op op, Term x, Term divisor)
    {
        if (op is Op.UDiv or Op.URem)
        {
            var unsigned = Quotient(x, (ulong)divisor.Payload);
            return op == Op.UDiv ? unsigned : terms.Sub(x, terms.Mul(unsigned, divisor));
        }

        var isDivisorNegative = divisor.Value.Signed < 0;
        var size = terms.Constant(Signed128.Abs(divisor.Value.Signed), x.Width);
        var isNegative = terms.SLt(x, terms.Constant(Bits128.Zero, x.Width));
        var magnitude = terms.Ite(isNegative, terms.Neg(x), x);
        var quotient = Quotient(magnitude, (ulong)size.Payload);
        var result = op == Op.SDiv ? quotient : terms.Sub(magnitude, terms.Mul(quotient, size));
        return op == Op.SDiv && isDivisorNegative
            ? terms.Ite(isNegative, result, terms.Neg(result))
            : terms.Ite(isNegative, terms.Neg(result), result);
    }

    private Term Quotient(Term x, ulong divisor)
    {
        Term Number(ulong value) => terms.Constant((Bits128)value, Most);
        var wide = terms.ZeroExtend(x, Most);
        if (BitOperations.IsPow2(divisor))
        {
            return terms.Extract(terms.LShr(wide, Number((ulong)BitOperations.Log2(divisor))), 0, x.Width);
        }

        var (magic, shift) = Magic(divisor);
        var high = High(wide, (ulong)(magic & uint.MaxValue));
        var quotient = magic >> Most == 0
            ? terms.LShr(high, Number((ulong)shift))
            : terms.LShr(terms.Add(terms.LShr(terms.Sub(wide, high), Number(1)), high), Number((ulong)shift - 1));
        return terms.Extract(quotient, 0, x.Width);
    }

    // m = ceil(2^(32 + s) / d) is exact when m * d - 2^(32 + s) is at most 2^s; with s = ceil(log2 d) it always is,
    // and then m may need 33 bits.
    private static (Bits128 Magic, int Shift) Magic(ulong divisor)
    {
        for (var shift = 0; ; shift++)
        {
            var power = Bits128.One << (Most + shift);
            var magic = (power + divisor - 1) / divisor;
            if ((magic * divisor) - power <= Bits128.One << shift)
            {
                return (magic, shift);
            }
        }
    }

    private Term High(Term x, ulong factor) => terms.Extract(
        terms.Mul(terms.ZeroExtend(x, 2 * Most), terms.Constant((Bits128)factor, 2 * Most)), Most, Most);
}
