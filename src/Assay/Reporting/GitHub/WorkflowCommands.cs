using Assay.Claims;
using Assay.Reporting.Notices;
using Assay.Running;

namespace Assay.Reporting.GitHub;

/// <summary>
/// Commands that a GitHub workflow reads from the output of a step: what is not as expected, beside the lines it is about. GitHub
/// shows ten errors and ten warnings of a step.
/// </summary>
public static class WorkflowCommands
{
    private const int MostOfAKind = 10;

    /// <summary>Makes GitHub take what follows as text, until <see cref="Resume"/> with the same token; claims could hold commands.</summary>
    public static string Stop(string token) => $"::stop-commands::{token}";

    /// <summary>Makes GitHub read commands again.</summary>
    public static string Resume(string token) => $"::{token}::";

    /// <summary>The annotations of a run, a line each: refutations first.</summary>
    /// <param name="report">The run.</param>
    /// <param name="replay">The command line that replays a claim, or null when there is none.</param>
    /// <param name="root">The folder of the repository; files elsewhere are named as the user did.</param>
    public static IReadOnlyList<string> Annotations(RunReport report, Func<Claim, string?> replay, string root)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(root);
        var notices = report.Problems.Select(Notice.Of).Concat(report.Documents.SelectMany(document => ClaimNotices.Of(document, replay))).ToList();
        var errors = notices.Where(notice => notice.Kind == NoticeKind.Error).OrderBy(Rank).ToList();
        var warnings = notices.Where(notice => notice.Kind is NoticeKind.Warning or NoticeKind.Open).OrderBy(Rank).ToList();
        List<string> lines =
        [
            .. errors.Take(MostOfAKind).Select(notice => Line("error", notice, root)),
            .. warnings.Take(MostOfAKind).Select(notice => Line("warning", notice, root)),
        ];
        var hidden = Math.Max(0, errors.Count - MostOfAKind) + Math.Max(0, warnings.Count - MostOfAKind);
        if (hidden > 0)
            lines.Add($"::notice title=Assay::{Data($"{hidden} more are listed in the summary and in the output.")}");
        return lines;
    }

    private static int Rank(Notice notice) => notice.Rule switch { "refuted" => 0, "proved" => 1, "contradicted" => 2, "supported" => 3, "fault" => 4, "problem" or "unusable" => 5, _ => 6 };

    private static string Line(string command, Notice notice, string root)
    {
        List<string> properties = [$"file={Property(RelativeFile.Under(root, notice.Place.File) ?? notice.Place.File)}"];
        if (notice.Place.Line > 0)
        {
            properties.Add(FormattableString.Invariant($"line={notice.Place.Line}"));
            properties.Add(FormattableString.Invariant($"endLine={Math.Max(notice.EndLine, notice.Place.Line)}"));
        }

        properties.Add($"title={Property(notice.Title)}");
        return $"::{command} {string.Join(',', properties)}::{Data(notice.Text)}";
    }

    private static string Data(string text) => MarkupText.Clean(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
