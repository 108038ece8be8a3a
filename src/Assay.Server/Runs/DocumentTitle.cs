using Assay.Reporting;

namespace Assay.Server.Runs;

/// <summary>What lists call a document.</summary>
internal static class DocumentTitle
{
    private const int Longest = 90;

    /// <summary>The first heading, else what the first claim says, else its statement, else the first line.</summary>
    public static string Of(string text)
    {
        var lines = text.Split('\n', 400).Select(line => line.Trim()).ToList();
        var found = lines.Find(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..]
            ?? lines.Find(line => line.StartsWith("says:", StringComparison.Ordinal))?[5..]
            ?? lines.Find(line => line.StartsWith("claim:", StringComparison.Ordinal))?[6..]
            ?? Equality(lines.Find(line => line.StartsWith("equal:", StringComparison.Ordinal)))
            ?? lines.Find(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal))
            ?? "";
        var title = MarkupText.Clean(found).Trim();
        return title.Length == 0 ? "A claim without a title" : title.Length <= Longest ? title : title[..Longest] + "…";
    }

    private static string? Equality(string? line) => line is null ? null : $"{line["equal:".Length..].Trim().Replace(",", " and", StringComparison.Ordinal)} do the same";
}
