using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>All conditions that an assumption about a claim may be built from, each meaning that terms can tell apart once.</summary>
internal static class AtomList
{
    private const int MostAtoms = 420;
    private const int MostVariablesWithConstants = 6;

    /// <summary>The atoms, easiest to read first.</summary>
    /// <param name="context">The claim.</param>
    /// <param name="predicates">The document's own.</param>
    public static IReadOnlyList<Atom> Of(AtomContext context, IReadOnlyList<Atom> predicates)
    {
        // Where only the order of the inputs counts, nothing but order can be part of the answer.
        var onlyOrder = new WeakOrders().Refuses(context.Goal) is null;
        var few = !onlyOrder && context.Variables.Count <= MostVariablesWithConstants;
        HashSet<Term> known = [];
        return
        [
            .. OrderAtoms.Of(context)
                .Concat(few || (!onlyOrder && context.Variables.Any(variable => !variable.IsInteger)) ? ConstantAtoms.Of(context) : [])
                .Concat(few ? BitAtoms.Of(context) : [])
                .Concat(few ? OverflowAtoms.Of(context).Concat(DivisionAtoms.Of(context)) : [])
                .Concat(predicates)
                .Where(atom => !atom.Term.IsConstant)
                .OrderBy(atom => atom.Cost).ThenBy(atom => atom.Text.Length).ThenBy(atom => atom.Text, StringComparer.Ordinal)
                .Where(atom => known.Add(atom.Term))
                .Take(MostAtoms),
        ];
    }
}
