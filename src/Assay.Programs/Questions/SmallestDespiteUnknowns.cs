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
        return SmallestChoice(goal, smallest.Input) is { } choice
            ? new Found(new Dictionary<Term, Value>([.. smallest.Input, .. choice]), smallest.IsSmallest)
            : null;
    }

    /// <summary>The same input with the smallest values of the unknowns that could be found, so that they are not those of whoever answered first.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="found">An input with values of the unknowns.</param>
    public Found WithSmallestUnknowns(Goal goal, Found found)
    {
        var input = goal.Variables.Select(variable => KeyValuePair.Create(variable.Term, found.Input[variable.Term])).ToList();
        return goal.Unknowns.Count > 0 && SmallestChoice(goal, input) is { } choice
            ? found with { Input = new Dictionary<Term, Value>([.. input, .. choice]) }
            : found;
    }

    // A choice that makes an input of the variables reach the target.
    private IEnumerable<KeyValuePair<Term, Value>>? SmallestChoice(Goal goal, IEnumerable<KeyValuePair<Term, Value>> input)
    {
        var (terms, unknowns) = (goal.Terms, goal.Unknowns);
        List<ScalarVariable> chosen = [.. unknowns.Select(unknown => AsVariable(terms, unknown))];
        var replacements = input.ToDictionary(pair => pair.Key, pair => terms.Constant(pair.Value));
        foreach (var (unknown, variable) in unknowns.Zip(chosen))
        {
            replacements.Add(unknown, variable.Term);
        }

        var choice = new Goal { Terms = terms, Variables = chosen, Assumed = terms.True, Target = Substitution.Apply(terms, goal.Target, replacements) };
        if (portfolio.Decide(choice, context, []).Decision is not Found first)
        {
            return null;
        }

        var least = portfolio.Minimise(choice, first, context).Input;
        return unknowns.Zip(chosen, (unknown, variable) => KeyValuePair.Create(unknown, least.GetValueOrDefault(variable.Term, new Value(unknown.Sort, 0))));
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
