using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>Whether one variable divides another, for claims that divide; only where the assumptions keep the remainder from throwing.</summary>
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
        var throws = terms.Equal(b.Term, zero);
        if (a.Type.Signed && a.Type.Bits >= 32)
        {
            throws = terms.Or(throws, terms.And(terms.Equal(b.Term, terms.Constant(-1, width)), terms.Equal(a.Term, terms.Constant(UInt128.One << (width - 1), width))));
        }

        if (!IsExcluded(context.Goal, terms.And(context.Goal.Assumed, throws)))
        {
            return [];
        }

        var divides = terms.Equal(a.Type.Signed ? terms.SRem(a.Term, b.Term) : terms.URem(a.Term, b.Term), zero);
        return [new($"{a.Text} % {b.Text} == 0", divides, Cost), new($"{a.Text} % {b.Text} != 0", terms.Not(divides), Cost)];
    }

    // What the assumptions say of divisors, they say plainly: simplification and a few inputs tell.
    private static bool IsExcluded(Goal goal, Term throws)
    {
        var question = goal.WithTarget(throws);
        IDecider[] deciders = [new Structure(), new FewInputs()];
        return deciders.Any(decider => decider.Refuses(question) is null && decider.Decide(question, new DecisionContext(DateTime.UtcNow.AddSeconds(1), (_, _) => { }, default)) is None);
    }
}
