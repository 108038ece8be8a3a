using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>LLVM's integer intrinsics as terms, as the language reference of LLVM defines them.</summary>
internal static class Intrinsics
{
    /// <summary>The result of an intrinsic and when it is no poison; false for other instructions.</summary>
    public static bool TryApply(TermFactory terms, Instruction instruction, Term[] values, out Term result, out Term sound)
    {
        sound = terms.True;
        var a = values[0];
        var b = values.Length > 1 ? values[1] : a;
        var zero = terms.Constant(0, a.Width);
        var hasFlag = values.Length > 1 && b.Is(1);
        switch (instruction.Operation)
        {
            case "ctpop":
                result = terms.PopCount(a);
                return true;
            case "ctlz" or "cttz":
                result = instruction.Operation == "ctlz" ? terms.LeadingZeros(a) : terms.TrailingZeros(a);
                sound = hasFlag ? terms.Not(terms.Equal(a, zero)) : terms.True;
                return true;
            case "abs":
                result = terms.Ite(terms.SLt(a, zero), terms.Neg(a), a);
                sound = hasFlag ? terms.Not(terms.Equal(a, Least(terms, a.Width))) : terms.True;
                return true;
            case "bswap" when a.Width % 16 != 0:
                throw new RewriteException(instruction.Offset, $"bswap swaps bytes of an even number; i{a.Width} has no such bytes.", "Write a type of 16, 32, 48, ... bits.");
            case "bswap":
                result = Reversed(terms, a, 8);
                return true;
            case "bitreverse":
                result = Reversed(terms, a, 1);
                return true;
            case "smax" or "smin":
                result = terms.Ite(instruction.Operation == "smax" ? terms.SLt(b, a) : terms.SLt(a, b), a, b);
                return true;
            case "umax" or "umin":
                result = terms.Ite(instruction.Operation == "umax" ? terms.ULt(b, a) : terms.ULt(a, b), a, b);
                return true;
            case "fshl" or "fshr":
                result = FunnelShift(terms, a, b, values[2], instruction.Operation == "fshl");
                return true;
            case "uadd.sat" or "usub.sat" or "sadd.sat" or "ssub.sat":
                result = Saturated(terms, instruction.Operation, a, b);
                return true;
            default:
                result = a;
                return false;
        }
    }

    private static Term Least(TermFactory terms, int width) => terms.Constant(Bits128.One << (width - 1), width);

    private static Term Reversed(TermFactory terms, Term a, int piece) =>
        Enumerable.Range(0, a.Width / piece).Select(i => terms.Extract(a, i * piece, piece)).Aggregate(terms.Concat);

    private static Term FunnelShift(TermFactory terms, Term high, Term low, Term count, bool toLeft)
    {
        var width = terms.Constant(count.Width, count.Width);
        var by = terms.URem(count, width);
        var rest = terms.Sub(width, by);
        return toLeft
            ? terms.BvOr(terms.Shl(high, by), terms.LShr(low, rest))
            : terms.BvOr(terms.Shl(high, rest), terms.LShr(low, by));
    }

    private static Term Saturated(TermFactory terms, string operation, Term a, Term b)
    {
        var isSum = operation.AsSpan(1).StartsWith("add");
        var isSigned = operation[0] == 's';
        var result = isSum ? terms.Add(a, b) : terms.Sub(a, b);
        var fits = new Overflow(terms, newSemantics: false).Keeps(isSum ? "add" : "sub", isSigned ? "nsw" : "nuw", a, b);
        var least = isSigned ? Least(terms, a.Width) : terms.Constant(0, a.Width);

        // Signed results that do not fit leave the range on the side of the first operand's sign.
        var bound = isSigned ? terms.Ite(terms.SLt(a, terms.Constant(0, a.Width)), least, terms.BvNot(least))
            : isSum ? terms.BvNot(least) : least;
        return terms.Ite(fits, result, bound);
    }
}
