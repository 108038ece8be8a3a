using Assay.Programs.Deciders;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>What became of a guess: a finding, or a point that refutes it.</summary>
/// <param name="Finding">What was proved; null when the guess is wrong or could not be proved.</param>
/// <param name="IsWeakest">Whether nothing weaker will do.</param>
/// <param name="HasNewPoint">Whether a point was added that makes for a better guess.</param>
internal sealed record PreconditionAnswer(Finding? Finding, bool IsWeakest, bool HasNewPoint);

/// <summary>Proves that a rewrite is right under a precondition, and where it can that it is wrong without it.</summary>
/// <param name="text">The text of the rewrite.</param>
/// <param name="rewrite">The rewrite.</param>
/// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
/// <param name="portfolio">The deciders.</param>
/// <param name="names">The inputs that the precondition is about.</param>
/// <param name="condition">What is to be added to the precondition.</param>
internal sealed class PreconditionProof(
    string text, Rewrite rewrite, bool newSemantics, Portfolio portfolio, IReadOnlyList<string> names, string condition)
{
    private static readonly TimeSpan ForLarge = TimeSpan.FromMilliseconds(50);

    /// <summary>The answer; points that refute the guess are added to the tables.</summary>
    /// <param name="tables">The points that the guess is from.</param>
    /// <param name="isExact">Whether it separates all of them.</param>
    /// <param name="context">What may be used.</param>
    public PreconditionAnswer Confirm(List<PreconditionPoints> tables, bool isExact, DecisionContext context)
    {
        var whole = rewrite.Precondition is Always ? condition : $"{NodeText.Of(rewrite.Precondition)} && {(condition.Contains("||", StringComparison.Ordinal) ? $"({condition})" : condition)}";
        var repaired = RewriteReader.Read($"Pre: {whole}\n{text[rewrite.Body..]}");
        var choices = new WidthChoices(repaired.Types);
        var solver = new RewriteSolver(repaired, newSemantics, portfolio, []);
        List<Widths> right = [];
        foreach (var widths in choices.Small.Concat(choices.Large))
        {
            switch (solver.Decide(widths, right.Count < choices.Small.Count ? context : context.Within(ForLarge)))
            {
                case Correct:
                    right.Add(widths);
                    break;
                case Wrong wrong:
                    return new PreconditionAnswer(null, false, tables.Find(table => table.Widths.Open.SequenceEqual(widths.Open)) is { } table && Add(table, wrong.Counterexample));
            }
        }

        if (right.Count < choices.Small.Count)
        {
            return new PreconditionAnswer(null, false, false);
        }

        var isWeakest = isExact;
        foreach (var table in tables.Where(table => isExact && !table.IsComplete))
        {
            if (!FillsTheGap(table, context, out var gap))
            {
                isWeakest = false;
            }
            else if (gap is not null)
            {
                return new PreconditionAnswer(null, false, table.Add(gap, isBad: false));
            }
        }

        var proved = $"With it the rewrite is right, proved at {RewriteVerdict.Describe(right)}";
        return new PreconditionAnswer(
            isWeakest
                ? new Finding("weakest precondition", $"Pre: {whole}", $"{proved}; without it it is wrong for some inputs, unless its source never has a value, proved at {MissingPrecondition.Describe(tables)}.")
                : new Finding("sufficient precondition", $"Pre: {whole}", $"{proved}; there may be a weaker one."),
            isWeakest,
            false);
    }

    private bool Add(PreconditionPoints table, Example counterexample)
    {
        Dictionary<string, ulong> values = [];
        foreach (var input in counterexample.Inputs.Where(input => names.Contains(input.Name)))
        {
            values[input.Name] = (ulong)RewriteValue.Read(input.Value)!.Value.Bits;
        }

        return table.Add(values, isBad: true);
    }

    // The condition alone, in the terms of the rewrite as it was written.
    private bool FillsTheGap(PreconditionPoints table, DecisionContext context, out Dictionary<string, ulong>? gap)
    {
        gap = null;
        var alone = RewriteReader.Read($"Pre: {condition}\n{text[rewrite.Body..]}");
        if (new WidthChoices(alone.Types).Small.FirstOrDefault(choice => choice.Open.SequenceEqual(table.Widths.Open)) is not { } same)
        {
            return false;
        }

        var terms = new TermFactory();
        var (goal, narrowed) = (new RewriteGoal(terms, rewrite, table.Widths, newSemantics), new RewriteGoal(terms, alone, same, newSemantics));
        var named = goal.Variables.ToDictionary(variable => variable.Name, variable => variable.Term);
        if (!narrowed.Variables.All(variable => named.ContainsKey(variable.Name)))
        {
            return false;
        }

        var toThese = narrowed.Variables.Where(variable => variable.Term != named[variable.Name]).ToDictionary(variable => variable.Term, variable => named[variable.Name]);
        return new PreconditionGap(goal, names).TryFind(Substitution.Apply(terms, narrowed.Applies, toThese), context, out gap);
    }
}
