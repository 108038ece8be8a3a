namespace Assay.Programs.Terms;

/// <summary>Division, as SMT-LIB defines it: signed division is unsigned division of magnitudes, also by zero.</summary>
internal sealed partial class TermFactory
{
    /// <summary>Quotient of unsigned numbers; all ones when the divisor is zero.</summary>
    public Term UDiv(Term a, Term b) =>
        !Simplifies ? Intern(Op.UDiv, a.Sort, [a, b])
        : OverChoices(a, b, UDiv) is { } choices ? choices
        : IsPowerOfTwo(b, out var log) ? LShr(a, Constant(log, a.Width))
        : GreatestQuotient(a, b) switch
        {
            0 => Zero(a),
            1 => Ite(ULt(a, b), Zero(a), Constant(1, a.Width)),
            _ => Intern(Op.UDiv, a.Sort, [a, b]),
        };

    /// <summary>Remainder of unsigned numbers; the dividend when the divisor is zero.</summary>
    public Term URem(Term a, Term b) =>
        !Simplifies ? Intern(Op.URem, a.Sort, [a, b])
        : OverChoices(a, b, URem) is { } choices ? choices
        : IsPowerOfTwo(b, out _) ? BvAnd(a, Constant(b.Payload - 1, a.Width))
        : GreatestQuotient(a, b) switch
        {
            0 => a,
            1 => Ite(ULt(a, b), a, Sub(a, b)),
            _ => Intern(Op.URem, a.Sort, [a, b]),
        };

    /// <summary>Quotient toward zero in two's complement; the least number by -1 wraps.</summary>
    public Term SDiv(Term a, Term b) =>
        Simplifies && OverChoices(a, b, SDiv) is { } choices ? choices
        : Simplifies && IsNegative(a) is { } first && IsNegative(b) is { } second ? NegIf(first != second, UDiv(NegIf(first, a), NegIf(second, b)))
        : Simplifies && b.Is(1) ? a : Simplifies && b.Is(b.Sort.Mask) ? Neg(a) : Intern(Op.SDiv, a.Sort, [a, b]);

    /// <summary>Remainder with the sign of the dividend.</summary>
    public Term SRem(Term a, Term b) =>
        Simplifies && OverChoices(a, b, SRem) is { } choices ? choices
        : Simplifies && IsNegative(a) is { } first && IsNegative(b) is { } second ? NegIf(first, URem(NegIf(first, a), NegIf(second, b)))
        : Simplifies && (b.Is(1) || b.Is(b.Sort.Mask)) ? Zero(a) : Intern(Op.SRem, a.Sort, [a, b]);

    // n / d * d + n % d is n, also where d is zero.
    private Term? Dividend(Term product, Term remainder) =>
        remainder.Op is Op.URem or Op.SRem && DivisionBelow(product) is { } division && Rest(division) == remainder ? division.Args[0] : null;

    private Term Rest(Term division) =>
        division.Op == Op.UDiv ? URem(division.Args[0], division.Args[1]) : SRem(division.Args[0], division.Args[1]);

    // The division of a quotient times its divisor.
    private static Term? DivisionBelow(Term product) =>
        product.Op != Op.Mul ? null
        : product.Args[0] is { Op: Op.UDiv or Op.SDiv } left && left.Args[1] == product.Args[1] ? left
        : product.Args[1] is { Op: Op.UDiv or Op.SDiv } right && right.Args[1] == product.Args[0] ? right
        : null;

    // The greatest value that a quotient of these can have, as far as known bits tell; all from 2 on are alike.
    private static int GreatestQuotient(Term a, Term b) =>
        b.KnownOnes == 0 ? 2 : (int)Bits128.Min(2, (a.Sort.Mask & ~a.KnownZeros) / b.KnownOnes);

    private Term NegIf(bool isNegative, Term a) => isNegative ? Neg(a) : a;

    // Null when the sign is not known.
    private static bool? IsNegative(Term term) =>
        (term.KnownZeros >> (term.Width - 1) & 1) == 1 ? false : (term.KnownOnes >> (term.Width - 1) & 1) == 1 ? true : null;

    private static bool IsPowerOfTwo(Term term, out int log)
    {
        log = 0;
        if (!term.IsConstant || !Bits128.IsPow2(term.Payload))
        {
            return false;
        }

        log = Bits128.TrailingZeroCount(term.Payload);
        return true;
    }
}
