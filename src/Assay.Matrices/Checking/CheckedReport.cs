namespace Assay.Matrices.Checking;

/// <summary>What the checker says of a report.</summary>
/// <param name="Subject">What the statements are about, as a sentence: the matrix inside the report, and its size.</param>
/// <param name="Statements">All that the report states.</param>
public sealed record CheckedReport(string Subject, IReadOnlyList<CheckedStatement> Statements)
{
    /// <summary>Whether some statement is rejected, and so the report.</summary>
    public bool IsRejected => Statements.Any(statement => statement.Verdict is Rejected);

    /// <summary>Whether every statement is verified.</summary>
    public bool IsVerified => Statements.All(statement => statement.Verdict is Verified);
}
