using Assay.Programs.Evaluation;

namespace Assay.Programs.Terms;

/// <summary>
/// Rewrites terms so that floats become bit-vectors: each operation is spelled out on bits. A float variable becomes one of
/// its bits, of which all patterns of NaN count as the same.
/// </summary>
internal sealed class FloatLowering(TermFactory terms)
{
    private readonly Dictionary<Term, Term> _done = [];
    private readonly FloatAssembly _floats = new(terms);
    private readonly FloatConversion _conversion = new(terms);

    /// <summary>The float variables that were met, with the bit-vectors that stand for them.</summary>
    public Dictionary<Term, Term> Variables { get; } = [];

    /// <summary>Why a term cannot be rewritten, or null.</summary>
    public static string? Refuses(Term root) =>
        TermOrder.Of(root).Any(term => term.Op == Op.FRem) ? "it does not know the remainder of floats" : null;

    public Term Of(Term root)
    {
        foreach (var term in TermOrder.Of(root))
        {
            if (!_done.ContainsKey(term))
            {
                _done[term] = Rewrite(term, Array.ConvertAll(term.Args, argument => _done[argument]));
            }
        }

        return _done[root];
    }

    private Term Rewrite(Term term, Term[] a)
    {
        if (term.Op is Op.Variable && term.Sort.Kind == SortKind.Float)
        {
            var bits = Variables[term] = terms.Variable(term.Name!, Sort.BitVector(term.Width), term.Role);
            return Canonical(FloatFormat.Of(term.Sort), bits);
        }

        if (term.IsConstant && term.Sort.Kind == SortKind.Float)
        {
            return terms.Constant(term.Payload, term.Width);
        }

        if (term.Op < Op.FNeg)
        {
            return terms.Rebuild(term, a);
        }

        var from = term.Args[0].Sort;
        return from.Kind == SortKind.Float ? OfFloat(term, FloatFormat.Of(from), a)
            : term.Op == Op.FFromBits ? Canonical(FloatFormat.Of(term.Sort), a[0])
            : term.Op == Op.FFromSigned ? _conversion.FromSigned(a[0], FloatFormat.Of(term.Sort))
            : _conversion.FromUnsigned(a[0], FloatFormat.Of(term.Sort));
    }

    private Term OfFloat(Term term, FloatFormat format, Term[] a)
    {
        var arithmetic = new FloatArithmetic(terms, format);
        return term.Op switch
        {
            Op.FNeg => Negated(format, a[0]),
            Op.FAbs => _floats.Magnitude(format, a[0]),
            Op.FAdd => arithmetic.Add(a[0], a[1]),
            Op.FSub => arithmetic.Add(a[0], Negated(format, a[1])),
            Op.FMul => arithmetic.Multiply(a[0], a[1]),
            Op.FDiv => arithmetic.Divide(a[0], a[1]),
            Op.FSqrt => arithmetic.SquareRoot(a[0]),
            Op.FFma => arithmetic.FusedMultiplyAdd(a[0], a[1], a[2]),
            Op.FRound => _conversion.RoundToIntegral(a[0], format, (Rounding)(int)term.Payload),
            Op.FEqual => terms.And(BothNumbers(format, a), terms.Or(terms.Equal(a[0], a[1]), AreZeros(format, a))),
            Op.FLt => terms.And(BothNumbers(format, a), terms.And(IsBelow(format, a), terms.Not(AreZeros(format, a)))),
            Op.FLe => terms.And(BothNumbers(format, a), terms.Or(terms.Or(IsBelow(format, a), terms.Equal(a[0], a[1])), AreZeros(format, a))),
            Op.FIsNaN => _floats.IsNaN(format, a[0]),
            Op.FConvert => _conversion.Convert(a[0], format, FloatFormat.Of(term.Sort)),
            Op.FToSigned => _conversion.ToSigned(a[0], format, term.Width),
            Op.FToUnsigned => _conversion.ToUnsigned(a[0], format, term.Width),
            Op.FToBits => a[0],
            _ => throw new InvalidOperationException($"{term.Op} cannot be said in bits."),
        };
    }

    private Term Canonical(FloatFormat format, Term bits) =>
        terms.Ite(_floats.IsNaN(format, bits), _floats.Number(format.NaN, format.Width), bits);

    private Term Negated(FloatFormat format, Term x) =>
        terms.Ite(_floats.IsNaN(format, x), x, terms.BvXor(x, _floats.Number(format.Sign, format.Width)));

    private Term BothNumbers(FloatFormat format, Term[] a) =>
        terms.Not(terms.Or(_floats.IsNaN(format, a[0]), _floats.IsNaN(format, a[1])));

    private Term AreZeros(FloatFormat format, Term[] a) => _floats.IsZero(_floats.Magnitude(format, terms.BvOr(a[0], a[1])));

    // Signs decide; among two positive ones the bits, among two negative ones the bits the other way round.
    private Term IsBelow(FloatFormat format, Term[] a)
    {
        var (first, second) = (_floats.Bit(a[0], format.Width - 1), _floats.Bit(a[1], format.Width - 1));
        return terms.Ite(
            terms.Xor(first, second),
            first,
            terms.Ite(first, terms.ULt(a[1], a[0]), terms.ULt(a[0], a[1])));
    }
}
