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

    private static StatementVerdict Check(ReportUnderCheck report, ReportNode node)
    {
        Fraction[] right = [.. node["right"].Items(report.Matrix.Rows).Select(item => item.Fraction())];
        var denominator = node["denominator"].Whole();
        var image = report.Matrix.Times(node["numerators"].Wholes(report.Matrix.Columns));
        var row = Array.FindIndex([.. image.Zip(right)], pair => pair.First * report.Matrix.Scale != denominator * pair.Second);
        return denominator.Sign <= 0 ? new Rejected("solution.denominator: it is not above zero.")
            : row >= 0 ? new Rejected(FormattableString.Invariant($"solution: it does not satisfy row {row}."))
            : report.DoubtOfFullRank ?? new Verified();
    }
}
