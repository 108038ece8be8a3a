using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>Lists the claims of a page, each with its outcome and a link.</summary>
internal static class ClaimList
{
    /// <summary>Writes the list.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="page">The page.</param>
    /// <param name="address">The address of the page; empty on the page itself.</param>
    public static void Write(HtmlWriter html, SitePage page, string address)
    {
        if (page.Result.Results.Count == 0)
            return;
        using (html.Open("ul", ("class", "claims")))
        {
            foreach (var result in page.Result.Results)
            {
                using (html.Open("li"))
                {
                    Badge.Write(html, result);
                    html.Text(" ");
                    using (html.Open("span"))
                    {
                        html.Element("a", result.Claim.Says ?? result.Claim.Name, ("href", $"{address}#{page.Anchors.Of(result)}"));
                        if (result is { Finds: true, Settlement: Answered { Verdict.Finding: { } finding } })
                        {
                            html.Text(" ");
                            html.Element("code", finding.Text);
                        }
                    }
                }
            }
        }
    }
}
