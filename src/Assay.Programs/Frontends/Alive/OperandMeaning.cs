using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Constant expressions as terms.</summary>
/// <param name="terms">Builds the terms.</param>
/// <param name="widths">The width of every type.</param>
/// <param name="symbol">The value of a register or constant.</param>
/// <param name="analysed">
/// A value that the compiler knows about a register or constant, of a given width: what may be any value that meets a condition.
/// </param>
internal sealed class OperandMeaning(
    TermFactory terms, Widths widths, Func<Symbol, Term> symbol, Func<Call, int, Func<Term, Term>, Term> analysed)
{
    /// <summary>Conditions under which the expressions so far have a value at all: no division by zero, no logarithm of zero.</summary>
    public HashSet<Term> Defined { get; } = [];

    /// <summary>The value of an operand that is not <c>undef</c> or <c>poison</c>.</summary>
    public Term Of(Operand operand)
    {
        var width = widths[operand.Slot];
        return operand switch
        {
            Literal literal => terms.Constant((Bits128)(literal.Number & Bits128.MaxValue), width),
            Symbol name => symbol(name),
            Unary { Sign: "-" } unary => terms.Neg(Of(unary.Of)),
            Unary unary => terms.BvNot(Of(unary.Of)),
            Binary binary => Combine(binary.Sign, Of(binary.Left), Of(binary.Right)),
            Call call => Apply(call, width),
            _ => throw new RewriteException(operand.Offset, "'undef' and 'poison' cannot stand in an expression.", "Use them as operands of instructions."),
        };
    }

    private Term Combine(string sign, Term a, Term b)
    {
        if (sign is "/" or "/u" or "%" or "%u")
        {
            Defined.Add(terms.Not(terms.Equal(b, terms.Constant(0, b.Width))));
        }

        return sign switch
        {
            "+" => terms.Add(a, b),
            "-" => terms.Sub(a, b),
            "*" => terms.Mul(a, b),
            "/" => terms.SDiv(a, b),
            "/u" => terms.UDiv(a, b),
            "%" => terms.SRem(a, b),
            "%u" => terms.URem(a, b),
            "&" => terms.BvAnd(a, b),
            "|" => terms.BvOr(a, b),
            "^" => terms.BvXor(a, b),
            "<<" => terms.Shl(a, b),
            ">>" => terms.AShr(a, b),
            _ => terms.LShr(a, b),
        };
    }

    private Term Apply(Call call, int width)
    {
        var first = call.Arguments[0];
        if (call.Function == "width")
        {
            return terms.Constant(widths[first.Slot], width);
        }

        var a = Of(first);
        var b = call.Arguments.Length > 1 ? Of(call.Arguments[1]) : a;
        return call.Function switch
        {
            "abs" => terms.Ite(terms.SLt(a, terms.Constant(0, width)), terms.Neg(a), a),
            "lshr" => terms.LShr(a, b),
            "ashr" => terms.AShr(a, b),
            "shl" => terms.Shl(a, b),
            "max" or "smax" => terms.Ite(terms.SLt(b, a), a, b),
            "min" or "smin" => terms.Ite(terms.SLt(a, b), a, b),
            "umax" => terms.Ite(terms.ULt(b, a), a, b),
            "umin" => terms.Ite(terms.ULt(a, b), a, b),
            "sext" => terms.SignExtend(a, width),
            "zext" => terms.ZeroExtend(a, width),
            "trunc" => terms.Extract(a, 0, width),
            "countLeadingZeros" => Fit(terms.LeadingZeros(a), width),
            "countTrailingZeros" => Fit(terms.TrailingZeros(a), width),
            "countPopulation" => Fit(terms.PopCount(a), width),
            "log2" => Logarithm(a, width),
            "computeKnownOneBits" => analysed(call, width, known => terms.Equal(terms.BvAnd(known, terms.BvNot(a)), terms.Constant(0, width))),
            "computeKnownZeroBits" => analysed(call, width, known => terms.Equal(terms.BvAnd(known, a), terms.Constant(0, width))),
            "ComputeNumSignBits" => analysed(call, width, known => AtMostSignBits(known, a)),
            _ => throw new InvalidOperationException($"{call.Function} has no meaning."),
        };
    }

    // The place of the highest one; in preconditions 0 for zero, as in Alive, while a target that asks for that has no value.
    private Term Logarithm(Term a, int width)
    {
        Defined.Add(terms.Not(terms.Equal(a, terms.Constant(0, a.Width))));
        return Fit(terms.Sub(terms.Constant(a.Width - 1, a.Width), terms.LeadingZeros(terms.BvOr(a, terms.Constant(1, a.Width)))), width);
    }

    // What is known is at least 1 and at most the number of equal bits at the top.
    private Term AtMostSignBits(Term known, Term a)
    {
        var count = terms.LeadingZeros(terms.BvXor(a, terms.AShr(a, terms.Constant(a.Width - 1, a.Width))));
        var common = Math.Max(known.Width, a.Width);
        return terms.And(
            terms.ULe(terms.ZeroExtend(known, common), terms.ZeroExtend(count, common)),
            terms.Not(terms.Equal(known, terms.Constant(0, known.Width))));
    }

    private Term Fit(Term count, int width) => count.Width <= width ? terms.ZeroExtend(count, width) : terms.Extract(count, 0, width);
}
