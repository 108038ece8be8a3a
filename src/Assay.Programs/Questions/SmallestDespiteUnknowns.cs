using Assay.Programs.Assumptions;
using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>
/// Finds the smallest input on which some choice of the values that nothing defines is a counterexample: the unknown
/// values are eliminated first, so that they do not count for what is small, and chosen last.
/// </summary>
/// <param name="portfolio">Finds and proves.</param>
/// <param name="context">What may be used.</param>
internal sealed class SmallestDespiteUnknowns(Portfolio portfolio, DecisionContext context)
{
    /// <summary>The smallest counterexample, with values for the unknowns; null where they cannot be eliminated.</summary>
    /// <param name="goal">The claim.</param>
    /// <param name="holds">Where its statement is true.</param>
    /// <param name="found">A counterexample.</param>
    public Found? Of(Goal goal, Term holds, Found found)
    {
        if (goal.Unknowns.Count == 0 || UnknownValues.Eliminate(goal, holds) is not { } whatever)
        {
            return null;
        }

        var terms = goal.Terms;
        var start = new Found(goal.Variables.ToDictionary(variable => variable.Term, variable => found.Input[variable.Term]), IsSmallest: false);
        var smallest = portfolio.Minimise(goal.WithTarget(terms.And(goal.Assumed, terms.Not(whatever))), start, context);
        var constants = smallest.Input.ToDictionary(pair => pair.Key, pair => terms.Constant(pair.Value));
        var choice = portfolio.Decide(goal.WithTarget(Substitution.Apply(terms, goal.Target, constants)), context, []).Decision;
        return choice is Found chosen
            ? new Found(new Dictionary<Term, Value>([.. smallest.Input, .. goal.Unknowns.Select(unknown => KeyValuePair.Create(unknown, chosen.Input.GetValueOrDefault(unknown, new Value(unknown.Sort, 0))))]), smallest.IsSmallest)
            : null;
    }
}
