namespace Assay.Matrices.Checking;

/// <summary>A statement of a report with what the checker says of it.</summary>
/// <param name="Text">What is stated, as one sentence.</param>
/// <param name="Verdict">What the checker says.</param>
public sealed record CheckedStatement(string Text, StatementVerdict Verdict)
{
    /// <summary>Checks; what is malformed is rejected, and what would take too long is not covered.</summary>
    internal static CheckedStatement Of(string text, Func<StatementVerdict> check)
    {
        try
        {
            return new CheckedStatement(text, check());
        }
        catch (MalformedReportException exception)
        {
            return new CheckedStatement(text, new Rejected(exception.Message));
        }
        catch (BeyondLimitException exception)
        {
            return new CheckedStatement(text, new NotCovered(exception.Message));
        }
    }
}
