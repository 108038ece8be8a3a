namespace Assay.Matrices.Checking;

/// <summary>The solution of a system, multiplied out: A N = D b.</summary>
internal static class SolutionCheck
{
    /// <summary>The statement, where the report has one.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        if (report.Root.Find("solution") is { } node)
        {
            yield return CheckedStatement.Of("The numbers in the report solve the system with the right side in it.", () => Check(report, node));
        }
    }

    private static StatementVerdict Check(ReportUnderCheck report, ReportNode node) =>
        StatedSystem.Read(node, report.Matrix).WrongRow(report.Matrix, report.Cancellation) is { } row
            ? new Rejected(FormattableString.Invariant($"solution: it does not satisfy row {row}."))
            : report.DoubtOfFullRank ?? new Verified();
}
