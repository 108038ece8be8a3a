using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Whether one variable divides another, for claims that divide. Where the assumptions do not keep the remainder from
/// throwing, the text does.
/// </summary>
internal static class DivisionAtoms
{
    private const int Cost = 14;

    public static IEnumerable<Atom> Of(AtomContext context) => context.Uses(Op.UDiv, Op.URem, Op.SDiv, Op.SRem)
        ? context.AlikePairs().SelectMany(pair => (Atom[])[.. Of(context, pair.A, pair.B), .. Of(context, pair.B, pair.A)])
        : [];

    private static IEnumerable<Atom> Of(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var (terms, width) = (context.Terms, a.Term.Width);
        var zero = terms.Constant(0, width);
        var isZero = terms.Equal(b.Term, zero);
        var overflows = a.Type.Signed && a.Type.Bits >= 32
            ? terms.And(terms.Equal(b.Term, terms.Constant(-1, width)), terms.Equal(a.Term, terms.Constant(UInt128.One << (width - 1), width)))
            : terms.False;
        var (mayBeZero, mayOverflow) = (!IsExcluded(context, isZero), !IsExcluded(context, overflows));
        var divides = terms.And(
            mayBeZero ? terms.Not(isZero) : terms.True, LeavesNothing(context, a, b));
        var text = $"{a.Text} % {b.Text}";
        return mayBeZero || mayOverflow
            ? [new($"{(mayBeZero ? $"{b.Text} != 0 && " : "")}{(mayOverflow ? $"({b.Text} == -1 || {text} == 0)" : $"{text} == 0")}", divides, 2 * Cost)]
            : [new($"{text} == 0", divides, Cost), new($"{text} != 0", terms.Not(divides), Cost)];
    }

    // By the operation that the claim uses itself, so that both sides of a proof share it.
    private static Term LeavesNothing(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var terms = context.Terms;
        if (context.Uses(Op.URem, Op.SRem))
        {
            return terms.Equal(a.Type.Signed ? terms.SRem(a.Term, b.Term) : terms.URem(a.Term, b.Term), terms.Constant(0, a.Term.Width));
        }

        return terms.Equal(terms.Mul(a.Type.Signed ? terms.SDiv(a.Term, b.Term) : terms.UDiv(a.Term, b.Term), b.Term), a.Term);
    }

    // What the assumptions say of divisors, they say plainly: simplification and a few inputs tell.
    private static bool IsExcluded(AtomContext context, Term input)
    {
        var question = context.Goal.WithTarget(context.Terms.And(context.Goal.Assumed, input));
        IDecider[] deciders = [new Structure(), new FewInputs()];
        return deciders.Any(decider => decider.Refuses(question) is null && decider.Decide(question, new DecisionContext(DateTime.UtcNow.AddSeconds(1), (_, _) => { }, default)) is None);
    }
}
