namespace Assay.Reporting;

/// <summary>Writes words of command lines so that a shell reads them back unchanged.</summary>
public static class ShellWord
{
    /// <summary>The word, in quotes when it holds anything that a shell could change.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var safe = word.Length > 0 && word[0] is not ('#' or '~') && word.All(IsSafe);
        return safe ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>A command line of these words.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static bool IsSafe(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '#' or ',' or '+' or '=' or '@' or '%' or '~';
}
