namespace Assay.Reporting;

/// <summary>Makes any text fit for XML and HTML.</summary>
internal static class MarkupText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with line ends as <c>\n</c>, and <c>�</c> for what XML forbids and for what could make a line read differently from what it says.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;
        for (var i = 0; i < clean.Length; i++)
        {
            if (!IsPair(clean, i) && IsUnsafe(clean[i]))
                return Replaced(clean);
            if (char.IsHighSurrogate(clean[i]))
                i++;
        }

        return clean;
    }

    private static string Replaced(string text) => string.Create(text.Length, text, (result, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            if (IsPair(source, i))
            {
                (result[i], result[i + 1]) = (source[i], source[i + 1]);
                i++;
            }
            else
            {
                result[i] = IsUnsafe(source[i]) ? Replacement : source[i];
            }
        }
    });

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);

    private static bool IsUnsafe(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n'))
        || char.IsSurrogate(c)
        || c is '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
