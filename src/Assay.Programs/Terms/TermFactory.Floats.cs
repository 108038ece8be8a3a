namespace Assay.Programs.Terms;

/// <summary>IEEE floats. Little is simplified: almost no algebraic law holds.</summary>
internal sealed partial class TermFactory
{
    public Term FNeg(Term a) => a.Op == Op.FNeg ? a.Args[0] : Intern(Op.FNeg, a.Sort, [a]);

    public Term FAbs(Term a) => a.Op is Op.FAbs ? a : Intern(Op.FAbs, a.Sort, [a]);

    public Term FAdd(Term a, Term b) => Commutative(Op.FAdd, a.Sort, a, b);

    public Term FSub(Term a, Term b) => Intern(Op.FSub, a.Sort, [a, b]);

    public Term FMul(Term a, Term b) => Commutative(Op.FMul, a.Sort, a, b);

    public Term FDiv(Term a, Term b) => Intern(Op.FDiv, a.Sort, [a, b]);

    /// <summary>The remainder of C#'s %: exact, with the sign of the dividend (C's fmod, not IEEE's remainder).</summary>
    public Term FRem(Term a, Term b) => Intern(Op.FRem, a.Sort, [a, b]);

    public Term FSqrt(Term a) => Intern(Op.FSqrt, a.Sort, [a]);

    /// <summary>a * b + c, rounded once.</summary>
    public Term FFma(Term a, Term b, Term c) => Intern(Op.FFma, a.Sort, [a, b, c]);

    public Term FRound(Term a, Rounding mode) => Intern(Op.FRound, a.Sort, [a], (uint)mode);

    public Term FEqual(Term a, Term b) => Simplifies && a == b ? Not(FIsNaN(a)) : Commutative(Op.FEqual, Sort.Bool, a, b);

    public Term FLt(Term a, Term b) => Simplifies && a == b ? False : Intern(Op.FLt, Sort.Bool, [a, b]);

    public Term FLe(Term a, Term b) => Simplifies && a == b ? Not(FIsNaN(a)) : Intern(Op.FLe, Sort.Bool, [a, b]);

    public Term FIsNaN(Term a) => Intern(Op.FIsNaN, Sort.Bool, [a]);

    public Term FConvert(Term a, Sort sort) => a.Sort.Width == sort.Width ? a : Intern(Op.FConvert, sort, [a]);

    public Term FFromSigned(Term a, Sort sort) => Intern(Op.FFromSigned, sort, [a]);

    public Term FFromUnsigned(Term a, Sort sort) => Intern(Op.FFromUnsigned, sort, [a]);

    /// <summary>Toward zero, saturating; NaN gives 0.</summary>
    public Term FToSigned(Term a, int width) => Intern(Op.FToSigned, Sort.BitVector(width), [a]);

    public Term FToUnsigned(Term a, int width) => Intern(Op.FToUnsigned, Sort.BitVector(width), [a]);

    public Term FFromBits(Term a) => Intern(Op.FFromBits, a.Width == 32 ? Sort.Single : Sort.Double, [a]);

    /// <summary>The bits of a float; those of a NaN are unknown, so the caller chooses them.</summary>
    public Term FToBits(Term a, string unknownName)
    {
        var bits = Intern(Op.FToBits, Sort.BitVector(a.Width), [a]);
        var nan = FIsNaN(a);
        if (nan.IsFalse)
        {
            return bits;
        }

        // A NaN of unknown sign and payload: exponent all ones, mantissa not zero.
        var mantissa = a.Width == 32 ? 23 : 52;
        var payload = Constant((Bits128.One << mantissa) - 1, a.Width);
        var exponent = Constant(((Bits128.One << (a.Width - 1 - mantissa)) - 1) << mantissa, a.Width);
        var unknown = BvOr(Unknown(unknownName, Sort.BitVector(a.Width)), exponent);
        var infinite = Equal(BvAnd(unknown, payload), Constant(Bits128.Zero, a.Width));
        return Ite(nan, Ite(infinite, BvOr(unknown, Constant(1, a.Width)), unknown), bits);
    }
}
