using System.Text;
using Assay.Running;

namespace Assay.Reporting.GitHub;

/// <summary>A Markdown table of a run, for the summary of a GitHub workflow.</summary>
public static class StepSummary
{
    /// <summary>The most that GitHub takes from one step, in bytes of UTF-8.</summary>
    public const int MostBytes = 1 << 20;

    // Room for the sentence about what was left out.
    private const int Reserve = 200;
    private const int LongestCell = 300;

    /// <summary>The text: a headline, and a row for each claim, those not as expected first.</summary>
    /// <param name="report">The run.</param>
    /// <param name="bytes">How many bytes of UTF-8 it may have at most.</param>
    /// <returns>The text; nothing at all where not even its head has room.</returns>
    public static string Of(RunReport report, int bytes = MostBytes)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        var room = bytes - Reserve;
        text.Append("## Assay: ").Append(Escape(Summary.Of(report).ToString())).Append("\n\n");
        text.Append("| | Claim | Outcome | What was found |\n|---|---|---|---|\n");
        room -= Encoding.UTF8.GetByteCount(text.ToString());
        if (room < 0)
            return "";

        var rows = report.AllProblems.Select(problem => Row("!", problem.Place.ToString(), "to repair", problem.ToString()))
            .Concat(report.Results.Where(result => result.Settlement is not Unusable || result.Standing == Standing.AsExpected).OrderBy(result => result.Standing == Standing.AsExpected).Select(Row)).ToList();
        var shown = 0;
        foreach (var row in rows)
        {
            room -= Encoding.UTF8.GetByteCount(row);
            if (room < 0)
                break;
            text.Append(row);
            shown++;
        }

        if (shown < rows.Count)
            text.Append('\n').Append(Wording.Count(rows.Count - shown, "more row")).Append(" had no room here.\n");
        return text.Append('\n').ToString();
    }

    private static string Row(ClaimResult result)
    {
        var line = new ResultLine(result);
        var standing = line.Contrast ?? (result.Standing == Standing.AsExpected ? "as expected" : "");
        var found = string.Join(". ", new[] { result.Claim.Says?.TrimEnd('.') ?? "", line.Essence }.Where(part => part.Length > 0));
        return Row(line.Glyph, result.Claim.Reference, standing.Length > 0 ? $"{line.Word}, {standing}" : line.Word, found);
    }

    private static string Row(string glyph, string claim, string outcome, string found) => $"| {glyph} | {Escape(claim)} | {Escape(outcome)} | {Escape(found)} |\n";

    // As character references nothing that a claim says can become a cell, a link, a picture, a tag or a mention.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in TerminalText.Cut(TerminalText.Clean(text), LongestCell))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '/' or '-' || c > '\u007f')
                escaped.Append(c);
            else
                escaped.Append("&#").Append((int)c).Append(';');
        }

        return escaped.ToString();
    }
}
