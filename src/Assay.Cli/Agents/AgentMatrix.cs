using System.Text.RegularExpressions;

namespace Assay.Cli.Agents;

/// <summary>Reads a matrix that is written in one of the ways that people write rows of numbers.</summary>
internal static partial class AgentMatrix
{
    /// <summary>The matrix as <c>[[1, 2], [2, 4]]</c>; null when the text is no matrix.</summary>
    /// <param name="given">The text.</param>
    /// <param name="isColumn">Whether one column is expected, so that a list of numbers is one.</param>
    public static string? Read(string given, bool isColumn)
    {
        var text = given.Trim();
        if (text.StartsWith("[[", StringComparison.Ordinal))
            return text;
        var rows = BracketedRows().IsMatch(text) ? [.. Bracketed().Matches(text).Select(row => row.Groups[1].Value)]
            : text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<string[]> entries = [.. rows.Select(row => Separators().Split(row.Trim(' ', ',', '\t', '\r')))];
        if (entries.Sum(row => row.Length) < 2 || !entries.TrueForAll(row => Array.TrueForAll(row, Number().IsMatch)))
            return text.StartsWith('[') ? text : null;
        if (isColumn && entries is [var only])
            entries = [.. only.Select(entry => (string[])[entry])];
        return $"[{string.Join(", ", entries.Select(row => $"[{string.Join(", ", row)}]"))}]";
    }

    [GeneratedRegex(@"^\[[^\[\]]*\]([\s,;]*\[[^\[\]]*\])*$")]
    private static partial Regex BracketedRows();

    [GeneratedRegex(@"\[([^\[\]]*)\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\s*,\s*|\s+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")]
    private static partial Regex Number();
}
