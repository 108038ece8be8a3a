using Assay.Programs.Assumptions;
using Assay.Programs.Deciders;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Finds the precondition that a refuted rewrite lacks: guesses the smallest formula in Alive's words that separates good constants
/// from bad ones, and proves that the rewrite is right under it and wrong without it. What disproves a guess is one more
/// constant to separate.
/// </summary>
/// <param name="text">The text of the rewrite.</param>
/// <param name="rewrite">The rewrite.</param>
/// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
/// <param name="portfolio">The deciders.</param>
internal sealed class MissingPrecondition(string text, Rewrite rewrite, bool newSemantics, Portfolio portfolio)
{
    private const string None = "none";
    private const int MostTables = 3;
    private const int MostRounds = 12;

    private IReadOnlyList<string> Constants => [.. rewrite.Inputs.Where(input => !input.IsRegister).Select(input => input.Name)];

    private IReadOnlyList<string> Registers => [.. rewrite.Inputs.Where(input => input.IsRegister).Select(input => input.Name)];

    /// <summary>What is missing; null when that cannot be told.</summary>
    public Finding? Find(WidthChoices choices, DecisionContext context)
    {
        var byConstants = Constants.Count > 0 ? Find(choices, Constants, context) : (null, false);
        if (byConstants.IsWeakest || Registers.Count == 0)
        {
            return byConstants.Finding;
        }

        // What constants alone cannot say exactly, conditions on registers may.
        var byAll = Find(choices, [.. Constants, .. Registers], context);
        return byAll.IsWeakest || byConstants.Finding is null or { Text: None } ? byAll.Finding ?? byConstants.Finding : byConstants.Finding;
    }

    private (Finding? Finding, bool IsWeakest) Find(WidthChoices choices, IReadOnlyList<string> names, DecisionContext context)
    {
        List<PreconditionPoints> tables = [];
        foreach (var widths in choices.Small.Where(widths => widths.Open.All(width => width > 1)))
        {
            if (context.IsOver || PreconditionPoints.TryCreate(rewrite, widths, newSemantics, names, mayBeSample: tables.Count == 0) is not { } table)
            {
                break;
            }

            tables.Add(table);
            if (!table.IsComplete)
            {
                break;
            }
        }

        tables = [.. tables.TakeLast(MostTables)];
        HashSet<string> refused = [];
        for (var round = 0; tables.Count > 0 && round < MostRounds && !context.IsOver; round++)
        {
            var matters = TruthVector.Of(tables.Sum(table => table.Matters.Count), Flat(tables, table => table.Matters));
            var bad = TruthVector.Of(matters.Length, Flat(tables, table => table.IsBad)) & matters;
            var good = matters - bad;
            if (good.IsNowhere || bad.IsNowhere)
            {
                return good.IsNowhere && tables.TrueForAll(table => table.IsComplete)
                    ? (new Finding("weakest precondition", None, $"No {(names.Count > Constants.Count ? "inputs" : "constants")} make it right, at {Describe(tables)}."), false)
                    : (null, false);
            }

            var search = new FormulaSearch(Atoms(names, tables, context), context.Cancellation);
            var exact = refused.Count == 0 ? search.Smallest(good, bad) : null;
            if ((exact ?? search.Widest(good, bad, [.. Enumerable.Repeat(1L, matters.Length)], refused)) is not { } formula)
            {
                return (null, false);
            }

            switch (new PreconditionProof(text, rewrite, newSemantics, portfolio, names, formula.Text).Confirm(tables, exact is not null, context))
            {
                case { Finding: { } finding } proof:
                    return (finding, proof.IsWeakest);
                case { HasNewPoint: false }:
                    refused.UnionWith(formula is JoinedFormula { IsAnd: false } joined ? joined.Parts.Select(part => part.Text) : []);
                    refused.Add(formula.Text);
                    break;
            }
        }

        return (null, false);
    }

    /// <summary>The widths of tables in words.</summary>
    public static string Describe(IReadOnlyList<PreconditionPoints> tables) => RewriteVerdict.Describe([.. tables.Select(table => table.Widths)]);

    private static Func<int, bool> Flat(List<PreconditionPoints> tables, Func<PreconditionPoints, List<bool>> of)
    {
        List<bool> all = [.. tables.SelectMany(of)];
        return i => all[i];
    }

    private List<FormulaAtom> Atoms(IReadOnlyList<string> names, List<PreconditionPoints> tables, DecisionContext context)
    {
        List<FormulaAtom> atoms = [];
        var overRegisters = names.Count > Constants.Count ? PreconditionVocabulary.OverRegisters(Registers, Constants) : [];
        foreach (var (condition, cost) in PreconditionVocabulary.OverConstants(Constants).Concat(overRegisters))
        {
            if (!context.IsOver && Truth(condition, tables) is { } truth)
            {
                atoms.Add(new FormulaAtom(condition, TruthVector.Of(truth.Count, i => truth[i]), cost));
            }
        }

        return atoms;
    }

    // Where a condition holds, or null when its types do not fit.
    private List<bool>? Truth(string condition, List<PreconditionPoints> tables)
    {
        Rewrite other;
        WidthChoices choices;
        try
        {
            other = RewriteReader.Read($"Pre: {condition}\n{text[rewrite.Body..]}");
            choices = new WidthChoices(other.Types);
        }
        catch (RewriteException)
        {
            return null;
        }

        List<bool> truth = [];
        foreach (var table in tables)
        {
            if (choices.Small.FirstOrDefault(choice => choice.Open.SequenceEqual(table.Widths.Open)) is not { } same || table.Holds(other, same) is not { } holds)
            {
                return null;
            }

            truth.AddRange(holds);
        }

        return truth;
    }
}
