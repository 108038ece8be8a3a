using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>An outcome as a sign and a word; the colour says nothing that they do not.</summary>
internal static class Badge
{
    /// <summary>Writes the badge of a result.</summary>
    public static void Write(HtmlWriter html, ClaimResult result) =>
        Write(html, Wording.Glyph(result.Settlement), Wording.Word(result.Settlement), isAsExpected: result.Standing is not (Standing.Differs or Standing.Open));

    /// <summary>Writes a badge.</summary>
    public static void Write(HtmlWriter html, string glyph, string word, bool isAsExpected)
    {
        using (html.Open("span", ("class", $"badge {word}")))
        {
            html.Element("span", glyph, ("aria-hidden", "true"));
            html.Text($" {word}");
            if (!isAsExpected)
                html.Element("strong", ", not as expected");
        }
    }
}
