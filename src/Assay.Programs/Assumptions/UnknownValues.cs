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
/// inputs; it meets every place that it can have as an input, or as the neighbour of one. Wherever the neighbour of the
/// greatest number wraps around it is still a number that it may be.
/// </remarks>
internal static class UnknownValues
{
    private const int MostTruthValues = 4;
    private static readonly int[] Steps = [0, 1, -1];

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
            : new WeakOrders().Refuses(goal.WithTarget(holds)) is null ? ForAll(terms, holds, number, [.. goal.Variables.SelectMany(variable => Steps.Select(step => terms.Add(variable.Term, terms.Constant(step, number.Width))))])
            : null;
    }

    private static Term ForAll(TermFactory terms, Term holds, Term unknown, IEnumerable<Term> values) =>
        terms.All(values.Select(value => Substitution.Apply(terms, holds, new Dictionary<Term, Term> { [unknown] = value })));
}
