using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>Writes a document that is not Markdown: its lines as they are, and behind the lines of each claim its card.</summary>
/// <param name="html">Where to.</param>
/// <param name="page">The page.</param>
/// <param name="cards">Writes the cards.</param>
internal sealed class SourceRenderer(HtmlWriter html, SitePage page, PageCards cards)
{
    public void Write()
    {
        string[] lines = page.Result.Document.Text.Length == 0 ? [] : page.Result.Document.Text.ReplaceLineEndings("\n").Split('\n');
        var levels = new HeadingLevels();
        var next = 0;
        ClaimResult? above = null;
        foreach (var result in page.Result.Results.OrderBy(result => result.Claim.Place.Line))
        {
            var start = Math.Clamp(result.Claim.Place.Line - 1, next, lines.Length);
            Listing(lines, next, start);
            if (above is not null)
                cards.Write(above, levels);
            (above, next) = (result, start);
        }

        Listing(lines, next, lines.Length);
        if (above is not null)
            cards.Write(above, levels);
    }

    private void Listing(string[] lines, int start, int end)
    {
        while (start < end && string.IsNullOrWhiteSpace(lines[start]))
            start++;
        while (end > start && string.IsNullOrWhiteSpace(lines[end - 1]))
            end--;
        if (start < end)
            CodeListing.Write(html, lines[start..end], firstLine: start + 1);
    }
}
