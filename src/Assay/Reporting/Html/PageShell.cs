using Assay.Reporting.Json;

namespace Assay.Reporting.Html;

/// <summary>Writes what all pages have: the head, a way past the navigation, and the foot.</summary>
/// <param name="html">Where to.</param>
/// <param name="toRoot">The way from the page to the folder of the site: <c>../</c> for each folder.</param>
internal sealed class PageShell(HtmlWriter html, string toRoot)
{
    /// <summary>What tells a page of ours from a page of somebody else.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"Assay";

    // Nothing on a page runs, and nothing is fetched but the style sheet beside it.
    private const string Policy = "script-src 'none'; object-src 'none'; connect-src 'none'; img-src data:; font-src 'none'; media-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Writes a page.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">The page in a sentence.</param>
    /// <param name="above">Writes what stands above the text, or null.</param>
    /// <param name="main">Writes the text.</param>
    /// <param name="below">Writes what stands below it, or null.</param>
    public void Write(string title, string description, Action? above, Action main, Action? below)
    {
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
                html.Empty("meta", ("name", "generator"), ("content", $"Assay {JsonReport.Version}"));
                html.Empty("meta", ("name", "description"), ("content", description));
                html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Element("title", title);
                html.Empty("link", ("rel", "stylesheet"), ("href", toRoot + SiteMap.StyleSheet));
            }

            using (html.Open("body"))
            {
                html.Element("a", "Skip to the text", ("class", "skip"), ("href", $"#{PageAnchors.Main}"));
                if (above is not null)
                {
                    using (html.Open("header"))
                        above();
                }

                using (html.Open("main", ("id", PageAnchors.Main), ("tabindex", "-1")))
                    main();
                below?.Invoke();
                using (html.Open("footer"))
                    html.Element("p", $"Checked by Assay {JsonReport.Version}. Every answer can be seen again by the command beside it.");
            }
        }
    }
}
