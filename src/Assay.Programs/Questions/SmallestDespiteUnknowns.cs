using Assay.Programs.Assumptions;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
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
        return SmallestChoice(goal.WithTarget(Substitution.Apply(terms, goal.Target, constants)), goal.Unknowns) is { } choice
            ? new Found(new Dictionary<Term, Value>([.. smallest.Input, .. choice]), smallest.IsSmallest)
            : null;
    }

    // Which choice is found first depends on how fast the machine is; the smallest is the same everywhere.
    private IEnumerable<KeyValuePair<Term, Value>>? SmallestChoice(Goal goal, IReadOnlyList<Term> unknowns)
    {
        List<ScalarVariable> chosen = [.. unknowns.Select(unknown => AsVariable(goal.Terms, unknown))];
        var replacements = unknowns.Zip(chosen).ToDictionary(pair => pair.First, pair => pair.Second.Term);
        var target = Substitution.Apply(goal.Terms, goal.Target, replacements);
        var choice = new Goal { Terms = goal.Terms, Variables = chosen, Assumed = goal.Terms.True, Target = target };
        return portfolio.Decide(choice, context, []).Decision is Found first && portfolio.Minimise(choice, first, context) is { } least
            ? unknowns.Zip(chosen, (unknown, variable) => KeyValuePair.Create(unknown, least.Input.GetValueOrDefault(variable.Term, new Value(unknown.Sort, 0))))
            : null;
    }

    private static ScalarVariable AsVariable(TermFactory terms, Term unknown) => new(
        terms.Variable(unknown.Name!, unknown.Sort),
        unknown.Name!,
        unknown.Sort.Kind switch
        {
            SortKind.Bool => ClrType.Bool,
            SortKind.Float => new ClrType(ClrKind.Float, "bits", unknown.Width),
            _ => new ClrType(ClrKind.Integer, "bits", unknown.Width),
        });
}
