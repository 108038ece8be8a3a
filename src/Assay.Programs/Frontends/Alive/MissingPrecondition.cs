using Assay.Programs.Deciders;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Finds the precondition that a refuted rewrite lacks: the exact set of good constants at small widths, the smallest formula for
/// it in Alive's words, and proofs that the rewrite is right under it and wrong without it.
/// </summary>
/// <param name="text">The text of the rewrite.</param>
/// <param name="rewrite">The rewrite.</param>
/// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
/// <param name="portfolio">The deciders.</param>
internal sealed class MissingPrecondition(string text, Rewrite rewrite, bool newSemantics, Portfolio portfolio)
{
    private const int MostTables = 3;

    private IReadOnlyList<string> Constants => [.. rewrite.Inputs.Where(input => !input.IsRegister).Select(input => input.Name)];

    private IReadOnlyList<string> Registers => [.. rewrite.Inputs.Where(input => input.IsRegister).Select(input => input.Name)];

    /// <summary>What is missing; null when that cannot be told.</summary>
    public Finding? Find(WidthChoices choices, DecisionContext context)
    {
        var byConstants = Constants.Count > 0 ? Find(choices, Constants, context, out var isWeakest) : (isWeakest = false, default(Finding)).Item2;
        if (isWeakest || Registers.Count == 0)
        {
            return byConstants;
        }

        // What constants alone cannot say exactly, conditions on registers may.
        var byAll = Find(choices, [.. Constants, .. Registers], context, out isWeakest);
        return isWeakest ? byAll : byConstants ?? byAll;
    }

    private Finding? Find(WidthChoices choices, IReadOnlyList<string> names, DecisionContext context, out bool isWeakest)
    {
        isWeakest = false;
        List<(Widths Widths, PreconditionTable Table)> tables = [];
        foreach (var widths in choices.Small.Where(widths => widths.Open.All(width => width > 1)))
        {
            if (context.IsOver || PreconditionTable.TryCreate(rewrite, widths, newSemantics, names) is not { } table)
            {
                break;
            }

            tables.Add((widths, table));
        }

        tables = [.. tables.TakeLast(MostTables)];
        if (tables.Count == 0)
        {
            return null;
        }

        List<bool> matters = [.. tables.SelectMany(pair => pair.Table.Matters)];
        var good = Within(matters, [.. tables.SelectMany(pair => pair.Table.IsBad.Select(bad => !bad))], "good");
        if (good.Count == 0)
        {
            return new Finding("weakest precondition", "none", $"No constants make it right, at {RewriteVerdict.Describe([.. tables.Select(pair => pair.Widths)])}.");
        }

        var literals = Literals(names, tables, matters, context);
        return new PreconditionSearch(literals, good).Find() is { } found ? Confirm(found.Text, found.IsExact, tables, context, out isWeakest) : null;
    }

    private static PointSet Within(List<bool> matters, List<bool> holds, string text) =>
        new(text, PointSet.Pack([.. matters.Zip(holds, (matter, hold) => matter && hold)]));

    private List<PointSet> Literals(
        IReadOnlyList<string> names, List<(Widths Widths, PreconditionTable Table)> tables, List<bool> matters, DecisionContext context)
    {
        List<PointSet> literals = [];
        var overRegisters = names.Count > Constants.Count ? PreconditionVocabulary.OverRegisters(Registers, names) : [];
        foreach (var (condition, isConstant) in PreconditionVocabulary.OverConstants(Constants).Select(condition => (condition, true)).Concat(overRegisters.Select(condition => (condition, false))))
        {
            if (context.IsOver || Points(condition, names, tables) is not { } holds)
            {
                continue;
            }

            literals.Add(Within(matters, holds, condition));
            if (isConstant)
            {
                literals.Add(Within(matters, [.. holds.Select(hold => !hold)], Negated(condition)));
            }
        }

        return literals;
    }

    private static string Negated(string condition) =>
        condition.Contains(" == ", StringComparison.Ordinal) ? condition.Replace(" == ", " != ", StringComparison.Ordinal)
        : condition.Contains(" u< ", StringComparison.Ordinal) ? condition.Replace(" u< ", " u>= ", StringComparison.Ordinal)
        : condition.Contains(" < ", StringComparison.Ordinal) ? condition.Replace(" < ", " >= ", StringComparison.Ordinal)
        : condition.Contains(" > ", StringComparison.Ordinal) ? condition.Replace(" > ", " <= ", StringComparison.Ordinal)
        : $"!{condition}";

    // Where a condition holds, or null when its types do not fit.
    private List<bool>? Points(string condition, IReadOnlyList<string> names, List<(Widths Widths, PreconditionTable Table)> tables)
    {
        List<bool> points = [];
        foreach (var (widths, _) in tables)
        {
            if (With(condition, widths) is not { } pair || PreconditionTable.Holds(pair.Rewrite, pair.Widths, names) is not { } holds)
            {
                return null;
            }

            points.AddRange(holds);
        }

        return points;
    }

    // The rewrite under another precondition, at the same widths.
    private (Rewrite Rewrite, Widths Widths)? With(string condition, Widths widths)
    {
        try
        {
            var other = RewriteReader.Read($"Pre: {condition}\n{text[rewrite.Body..]}");
            return new WidthChoices(other.Types).Small.FirstOrDefault(choice => choice.Open.SequenceEqual(widths.Open)) is { } same ? (other, same) : null;
        }
        catch (RewriteException)
        {
            return null;
        }
    }

    private Finding? Confirm(string condition, bool isExact, List<(Widths Widths, PreconditionTable Table)> tables, DecisionContext context, out bool isWeakest)
    {
        isWeakest = false;
        var whole = rewrite.Precondition is Always ? condition : $"{NodeText.Of(rewrite.Precondition)} && {(condition.Contains("||", StringComparison.Ordinal) ? $"({condition})" : condition)}";
        var repaired = RewriteReader.Read($"Pre: {whole}\n{text[rewrite.Body..]}");
        var choices = new WidthChoices(repaired.Types);
        var solver = new RewriteSolver(repaired, newSemantics, portfolio, []);
        List<Widths> right = [];
        foreach (var widths in choices.Small.Concat(choices.Large))
        {
            switch (solver.Decide(widths, right.Count < choices.Small.Count ? context : context.Within(TimeSpan.FromMilliseconds(50))))
            {
                case Correct:
                    right.Add(widths);
                    break;
                case Wrong:
                    return null;
            }
        }

        if (right.Count == 0)
        {
            return null;
        }

        isWeakest = isExact;
        var proved = $"With it the rewrite is right, proved at {RewriteVerdict.Describe(right)}";
        return isExact
            ? new Finding("weakest precondition", $"Pre: {whole}", $"{proved}; without it it is wrong for some inputs, unless its source never has a value, proved at {RewriteVerdict.Describe([.. tables.Select(pair => pair.Widths)])}.")
            : new Finding("sufficient precondition", $"Pre: {whole}", $"{proved}; there may be a weaker one.");
    }
}
