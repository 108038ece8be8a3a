using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>The page of one document: its prose, with a card in the place of each claim.</summary>
/// <param name="map">All pages.</param>
/// <param name="replay">The command line that replays a claim, or null when there is none.</param>
/// <param name="picture">The address of an image for a document and what it names as a picture, or null.</param>
/// <param name="figures">Drawings for the card of a claim.</param>
internal sealed class DocumentPage(SiteMap map, Func<Claim, string?> replay, Func<string, string, string?> picture, Func<ClaimResult, IReadOnlyList<Figure>> figures)
{
    private const int FewClaims = 3;

    /// <summary>The page as text.</summary>
    public string Write(SitePage page)
    {
        var html = new HtmlWriter();
        var tally = Tally.Sentence(page.Result.Results);
        new PageShell(html, page.To("")).Write(
            $"{page.Title} · Assay",
            page.LeadsIn ? page.Title : $"{page.Title}: {tally}.",
            () => Above(html, page),
            () => Main(html, page, tally),
            () => Below(html, page));
        return html.ToString();
    }

    /// <summary>What stands between the head and the foot of the page, to be shown in another.</summary>
    public string WritePart(SitePage page)
    {
        var html = new HtmlWriter(isPart: true);
        Main(html, page, Tally.Sentence(page.Result.Results));
        return html.ToString();
    }

    private static void Above(HtmlWriter html, SitePage page)
    {
        using (html.Open("nav", ("aria-label", "Where this is")))
        {
            html.Element("a", "All claims", ("href", page.To(SiteMap.Index)));
            if (page.Theme.Length > 0)
                html.Text($" / {page.Theme}");
        }
    }

    private void Main(HtmlWriter html, SitePage page, string tally)
    {
        var cards = new PageCards(html, page, replay, figures);
        if (page.Prose is null)
        {
            html.Element("h1", page.Title);
            Contents(html, page, tally);
            new SourceRenderer(html, page, cards).Write();
            return;
        }

        new ProseRenderer(html, page, map, cards, url => picture(page.Result.Document.File, url)).Write(() => Contents(html, page, tally));
    }

    private static void Contents(HtmlWriter html, SitePage page, string tally)
    {
        ProblemList.Write(html, page.Result.Document.Problems);
        if (page.LeadsIn)
            return;
        if (page.Result.Results.Count < FewClaims)
        {
            html.Element("p", $"{Capital(tally)}.", ("class", "tally"));
            return;
        }

        using (html.Open("details", ("class", "contents")))
        {
            html.Element("summary", $"{Capital(tally)}.");
            using (html.Open("nav", ("aria-label", "Claims on this page")))
                ClaimList.Write(html, page, "");
        }
    }

    private void Below(HtmlWriter html, SitePage page)
    {
        if (map.Pages.Count < 2)
            return;
        var at = map.Pages.Index().First(pair => ReferenceEquals(pair.Item, page)).Index;
        using (html.Open("nav", ("class", "turn"), ("aria-label", "Pages before and after")))
        {
            if (at > 0)
                Turn(html, page, map.Pages[at - 1], "prev", "Before: ");
            if (at + 1 < map.Pages.Count)
                Turn(html, page, map.Pages[at + 1], "next", "Next: ");
        }
    }

    private static void Turn(HtmlWriter html, SitePage page, SitePage other, string rel, string label) =>
        html.Element("a", label + other.Title, ("rel", rel), ("href", page.To(other.Path)));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
