using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting.GitHub;
using Assay.Reporting.Html;
using Assay.Reporting.JUnit;
using Assay.Reporting.Sarif;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Where reports go beside the one on standard output.</summary>
internal sealed record ReportChoices
{
    /// <summary>The file for SARIF, or null.</summary>
    public string? Sarif { get; init; }

    /// <summary>The file for JUnit XML, or null.</summary>
    public string? JUnit { get; init; }

    /// <summary>The folder for a site to read, or null.</summary>
    public string? Html { get; init; }

    /// <summary>The drawings of the pages.</summary>
    public ClaimFigures Figures { get; } = new();

    /// <summary>Whether this is a step of a GitHub workflow.</summary>
    public bool IsGitHub { get; init; }

    /// <summary>The folder that the files of reports are named from: that of the repository, where GitHub tells it.</summary>
    public string Root(Surroundings surroundings) =>
        IsGitHub && surroundings.Variable("GITHUB_WORKSPACE") is { Length: > 0 } workspace ? workspace : surroundings.Folder;

    /// <summary>Writes the reports.</summary>
    /// <returns>What could not be written.</returns>
    public IReadOnlyList<Problem> Write(RunReport report, Func<Claim, string?> replay, Surroundings surroundings)
    {
        var problems = new List<Problem?>();
        if (Sarif is not null)
            problems.Add(WholeFile.Save(Sarif, SarifReport.Of(report, replay, Root(surroundings), onlyFailures: IsGitHub)));
        if (JUnit is not null)
            problems.Add(WholeFile.Save(JUnit, JUnitReport.Of(report, replay)));
        if (Html is not null)
            problems.AddRange(SiteFolder.Save(Html, HtmlSite.Of(report with { Documents = [.. LeadIn.Of(report), .. report.Documents] }, replay, PictureFile.Read, Figures.Of)));
        if (IsGitHub && surroundings.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            problems.Add(Append(summary, report));
        return [.. problems.OfType<Problem>()];
    }

    // Whatever else the step has written into its summary counts as well.
    private static Problem? Append(string path, RunReport report)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
            var room = StepSummary.MostBytes - Math.Min(stream.Position, StepSummary.MostBytes);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(StepSummary.Of(report, (int)room)));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Problem(Place.Whole(path), $"The summary cannot be written: {exception.Message}");
        }
    }
}
