namespace Assay.Matrices.Checking;

/// <summary>The determinant, found again; or zero by the rank.</summary>
internal static class DeterminantCheck
{
    private const int MostShown = 40;

    /// <summary>The statement, where the report has one.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        if (report.Root.Find("determinant") is { } node)
        {
            yield return CheckedStatement.Of($"The determinant is {Shown(node)}.", () => Check(report, node.Fraction()));
        }
        else if (report.Root.Find("determinantSystem") is not null)
        {
            yield return new CheckedStatement("The solution of a system tells what divides the determinant.", new Rejected("determinantSystem: there is no determinant."));
        }
    }

    /// <summary>A number as it stands in the report, with its middle left out where it is long.</summary>
    public static string Shown(ReportNode node) => node.Text() is var text && text.Length <= MostShown ? text
        : FormattableString.Invariant($"{text[..(MostShown / 2)]}…{text[^(MostShown / 4)..]} ({text.Length:N0} characters)");

    private static StatementVerdict Check(ReportUnderCheck report, Fraction stated) =>
        !report.IsSquare ? new Rejected("determinant: the matrix is not square.")
        : stated.IsZero && report.Root.Find("determinantSystem") is not null ? new Rejected("determinantSystem: a singular matrix has none.")
        : stated.IsZero ? report.DoubtOfDeficiency ?? new Verified()
        : report.Determinant.Value == stated ? new Verified()
        : new Rejected($"determinant: it is {(report.Determinant.Value.IsZero ? "0" : $"about {report.Determinant.Value}")}, exactly another number.");
}
