using System.Globalization;
using System.Text.Json;
using Assay.Running;

namespace Assay.Matrices.Checking;

/// <summary>
/// Checks reports about matrices (<c>assay matrix A --json</c>) from what they hold alone, in whole numbers of any length: no rounding,
/// and no code of what made the report.
/// </summary>
public static class ReportChecker
{
    /// <summary>The format that is understood.</summary>
    public const string Schema = "assay-matrix-report/1";

    private const long MostBytes = 1L << 30;
    private const int MostDepth = 16;
    private const string AsReport = "This is a report about a matrix.";

    private static readonly (string Activity, Func<ReportUnderCheck, IEnumerable<CheckedStatement>> Check)[] Checks =
    [
        ("rank", RankCheck.Of),
        ("determinant", DeterminantCheck.Of),
        ("singular values and condition", ConditioningCheck.Of),
        ("nearest singular matrices", NearestCheck.Of),
        ("matrices within the uncertainty", WithinCheck.Of),
        ("rings", RingCheck.Of),
        ("Smith normal form", SmithCheck.Of),
        ("solution", SolutionCheck.Of),
    ];

    private static readonly HashSet<string> Known =
    [
        "schema", "matrix", "rows", "columns", "rank", "isSingular", "isRegular", "determinant", "determinantSystem", "minor", "kernel", "ceilingPrimes", "ceilingPower", "cover", "singularValues", "sigmaMax",
        "sigmaMin", "condition1", "condition2", "conditionInfinity", "equilibratedCondition", "nearest", "within", "rings", "smithForm", "solution", "evidence",
    ];

    /// <summary>Checks a report in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Hears what is being checked; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Every statement with a verdict; of a file that is no report, one statement that is rejected.</returns>
    public static CheckedReport Check(string path, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Check(stream, path, progress, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable($"The file cannot be read: {exception.Message}");
        }
    }

    /// <summary>Checks a report.</summary>
    /// <param name="stream">The report, of up to 1 GiB.</param>
    /// <param name="name">What progress calls it.</param>
    /// <param name="progress">Hears what is being checked; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Every statement with a verdict; of something that is no report, one statement that is rejected.</returns>
    public static CheckedReport Check(Stream stream, string name, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Length > MostBytes)
        {
            return Unreadable(FormattableString.Invariant($"It has {stream.Length:N0} bytes, and up to {MostBytes:N0} are read."));
        }

        try
        {
            using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            return Check(new ReportNode(json.RootElement, ""), name, progress, cancellation);
        }
        catch (JsonException exception)
        {
            return Unreadable(string.Create(CultureInfo.InvariantCulture, $"It is no JSON{(exception.LineNumber is { } line ? $" from line {line + 1} on" : "")}: {exception.Message}"));
        }
        catch (Exception exception) when (exception is MalformedReportException or BeyondLimitException)
        {
            return Unreadable(exception.Message);
        }
        catch (InvalidOperationException exception)
        {
            // Texts that are no Unicode are found only when they are read.
            return Unreadable($"A text cannot be read: {exception.Message}");
        }
    }

    private static CheckedReport Check(ReportNode root, string name, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        if (root["schema"].Text() is var schema && schema != Schema)
        {
            throw root["schema"].Wrong($"'{schema}' is another format than {Schema}.");
        }

        var report = new ReportUnderCheck(root, cancellation);
        List<CheckedStatement> statements = [];
        foreach (var (activity, check) in Checks)
        {
            progress?.Report(new ProgressReport(name, $"checking: {activity}", null));
            statements.AddRange(check(report));
        }

        foreach (var member in root.Element.EnumerateObject().Where(member => !Known.Contains(member.Name)))
        {
            statements.Add(new CheckedStatement($"'{Shown(member.Name)}' is what the report says.", new NotCovered("This checker does not know that field.")));
        }

        return new CheckedReport(FormattableString.Invariant($"The matrix is the one inside the report: {report.Matrix.Rows} by {report.Matrix.Columns}."), statements);
    }

    private static string Shown(string name) => new([.. name.Take(40).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private static CheckedReport Unreadable(string reason) => new("There is no matrix that can be read.", [new CheckedStatement(AsReport, new Rejected(reason))]);
}
