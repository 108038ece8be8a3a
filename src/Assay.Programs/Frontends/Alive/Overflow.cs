using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>When arithmetic does not overflow and divisions and shifts to the right are exact.</summary>
internal sealed class Overflow(TermFactory terms, bool newSemantics)
{
    /// <summary>Whether an instruction keeps the promise of a flag.</summary>
    public Term Keeps(string operation, string flag, Term a, Term b) => (operation, flag) switch
    {
        ("add", "nsw") => SignedAdd(a, b),
        ("add", _) => terms.Not(terms.ULt(terms.Add(a, b), a)),
        ("sub", "nsw") => SignedSub(a, b),
        ("sub", _) => terms.Not(terms.ULt(a, b)),
        ("mul", "nsw") => SignedMul(a, b),
        ("mul", _) => UnsignedMul(a, b),
        ("shl", "nsw") => SignedShl(a, b),
        ("shl", _) => terms.Equal(terms.LShr(terms.Shl(a, b), b), a),
        ("udiv", _) => terms.Equal(terms.Mul(terms.UDiv(a, b), b), a),
        ("sdiv", _) => terms.Equal(terms.Mul(terms.SDiv(a, b), b), a),
        ("lshr", _) => terms.Equal(terms.Shl(terms.LShr(a, b), b), a),
        ("ashr", _) => terms.Equal(terms.Shl(terms.AShr(a, b), b), a),
        _ => throw new InvalidOperationException($"{operation} has no flag {flag}."),
    };

    private Term IsNegative(Term a) => terms.SLt(a, terms.Constant(0, a.Width));

    private Term SignedAdd(Term a, Term b)
    {
        var sum = terms.Add(a, b);
        return terms.Not(IsNegative(terms.BvAnd(terms.BvXor(a, sum), terms.BvXor(b, sum))));
    }

    private Term SignedSub(Term a, Term b)
    {
        var difference = terms.Sub(a, b);
        return terms.Not(IsNegative(terms.BvAnd(terms.BvXor(a, b), terms.BvXor(a, difference))));
    }

    private Term SignedMul(Term a, Term b)
    {
        var product = terms.Mul(a, b);
        if (2 * a.Width <= 128)
        {
            return terms.Equal(terms.Mul(terms.SignExtend(a, 2 * a.Width), terms.SignExtend(b, 2 * a.Width)), terms.SignExtend(product, 2 * a.Width));
        }

        var (zero, least) = (terms.Constant(0, a.Width), terms.Shl(terms.Constant(1, a.Width), terms.Constant(a.Width - 1, a.Width)));
        var wraps = terms.And(terms.Equal(a, least), terms.Equal(b, terms.Constant(-1, a.Width)));
        return terms.Or(terms.Equal(b, zero), terms.And(terms.Equal(terms.SDiv(product, b), a), terms.Not(wraps)));
    }

    private Term UnsignedMul(Term a, Term b)
    {
        var product = terms.Mul(a, b);
        return 2 * a.Width <= 128
            ? terms.Equal(terms.Mul(terms.ZeroExtend(a, 2 * a.Width), terms.ZeroExtend(b, 2 * a.Width)), terms.ZeroExtend(product, 2 * a.Width))
            : terms.Or(terms.Equal(b, terms.Constant(0, a.Width)), terms.Equal(terms.UDiv(product, b), a));
    }

    // Under the new semantics one may be shifted into the sign, as in C++14.
    private Term SignedShl(Term a, Term b)
    {
        var keeps = terms.Equal(terms.AShr(terms.Shl(a, b), b), a);
        return newSemantics
            ? terms.Or(keeps, terms.And(terms.Equal(a, terms.Constant(1, a.Width)), terms.Equal(b, terms.Constant(a.Width - 1, a.Width))))
            : keeps;
    }
}
