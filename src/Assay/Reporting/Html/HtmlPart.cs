using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>Parts of the pages of <see cref="HtmlSite"/>, to be shown in another page beside its style sheet.</summary>
public static class HtmlPart
{
    /// <summary>A document: its prose, with a card in the place of each claim. Pictures are left out.</summary>
    /// <param name="document">The document and what became of its claims.</param>
    /// <param name="figures">Drawings for the card of a claim.</param>
    public static string OfDocument(DocumentResult document, Func<ClaimResult, IReadOnlyList<Figure>> figures)
    {
        ArgumentNullException.ThrowIfNull(document);
        var map = new SiteMap(new RunReport([document], [], TimeSpan.Zero, WasInterrupted: false));
        return new DocumentPage(map, _ => null, (_, _) => null, figures).WritePart(map.Pages[0]);
    }

    /// <summary>The card of one claim.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="figures">Drawings for the card.</param>
    public static string OfClaim(ClaimResult result, Func<ClaimResult, IReadOnlyList<Figure>> figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(figures);
        var html = new HtmlWriter(isPart: true);
        new ClaimCard(html, result, result.Claim.Name, replay: null, figures(result)).Write("h2");
        return html.ToString();
    }
}
