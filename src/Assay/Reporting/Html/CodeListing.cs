using System.Globalization;

namespace Assay.Reporting.Html;

/// <summary>Writes code, in a box of its own that scrolls where it is wide.</summary>
internal static class CodeListing
{
    /// <summary>Writes lines.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="caption">What is above it, such as a signature; or null.</param>
    /// <param name="firstLine">The line of the file that the first one is, counted from 1, to number them; or null.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<string> lines, string? caption = null, int? firstLine = null)
    {
        using (html.Open("figure", ("class", "listing")))
        {
            if (caption is not null)
            {
                using (html.Open("figcaption"))
                    html.Element("code", caption);
            }

            // What scrolls has to be reached by the keyboard.
            using (html.Open("pre", ("tabindex", "0"), ("role", "region"), ("aria-label", caption is null ? "Code" : $"Code: {caption}")))
            using (html.Open("code"))
            {
                var width = firstLine is { } first ? (first + lines.Count - 1).ToString(CultureInfo.InvariantCulture).Length : 0;
                for (var i = 0; i < lines.Count; i++)
                {
                    if (firstLine is { } start)
                        html.Element("span", (start + i).ToString(CultureInfo.InvariantCulture).PadLeft(width), ("class", "number"), ("aria-hidden", "true"));
                    html.Text(lines[i] + "\n");
                }
            }
        }
    }
}
