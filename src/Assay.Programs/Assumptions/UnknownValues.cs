using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Says without the values that nothing defines when a statement holds whatever these are: so that it can be asked under which
/// assumption about the inputs it does.
/// </summary>
/// <remarks>
/// A truth value is tried both ways. A number that is only compared and copied matters by nothing but its place among the
/// inputs: it meets every place that it can have as an input, as one less than an input, or as the greatest number. One less
/// than the least number is the greatest, which it may be too.
/// </remarks>
internal static class UnknownValues
{
    private const int MostTruthValues = 4;

    /// <summary>Where the statement holds for all values of the unknowns; null where that cannot be said.</summary>
    /// <param name="goal">The claim, which knows inputs and unknowns.</param>
    /// <param name="holds">Where the statement is true.</param>
    public static Term? Eliminate(Goal goal, Term holds)
    {
        var terms = goal.Terms;
        var numbers = goal.Unknowns.Where(unknown => unknown.Sort.Kind != SortKind.Bool).ToList();
        var truths = goal.Unknowns.Except(numbers).ToList();
        if (truths.Count > MostTruthValues || numbers.Count > 1 || TermOrder.Variables(goal.Assumed).Any(goal.Unknowns.Contains))
        {
            return null;
        }

        foreach (var truth in truths)
        {
            holds = ForAll(terms, holds, truth, [terms.True, terms.False]);
        }

        return numbers is not [var number] ? holds
            : new WeakOrders().Refuses(goal.WithTarget(holds)) is null ? ForAll(terms, holds, number, Places(goal, holds, number.Width))
            : null;
    }

    private static IEnumerable<Term> Places(Goal goal, Term holds, int width)
    {
        var terms = goal.Terms;
        var isUnsigned = TermOrder.Of(holds).Any(term => term.Op == Op.ULt);
        var greatest = terms.Constant(isUnsigned ? Bits128.MaxValue >> (128 - width) : Bits128.MaxValue >> (129 - width), width);
        return [.. goal.Variables.Select(variable => variable.Term), .. goal.Variables.Select(variable => terms.Sub(variable.Term, terms.Constant(1, width))), greatest];
    }

    private static Term ForAll(TermFactory terms, Term holds, Term unknown, IEnumerable<Term> values) =>
        terms.All(values.Select(value => Substitution.Apply(terms, holds, new Dictionary<Term, Term> { [unknown] = value })));
}
