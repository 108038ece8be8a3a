using System.Globalization;
using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>The page that lists all claims by theme.</summary>
internal static class IndexPage
{
    private const string Title = "Claims put to the test";

    /// <summary>The page as text.</summary>
    public static string Write(RunReport report, SiteMap map)
    {
        var html = new HtmlWriter();
        List<ClaimResult> results = [.. report.Results];
        var tally = Tally.Sentence(results);
        new PageShell(html, "").Write($"{Title} · Assay", $"{Title}: {tally}.", null, () => Main(html, report, map, results), null);
        return html.ToString();
    }

    private static void Main(HtmlWriter html, RunReport report, SiteMap map, IReadOnlyList<ClaimResult> results)
    {
        html.Element("h1", Title);
        html.Element("p", "Each claim below was answered with a proof, a counterexample or a measurement. Behind each link stand the argument, the code, and the evidence.");
        foreach (var page in map.Pages.Where(page => page.LeadsIn))
        {
            using (html.Open("p"))
            {
                html.Text("Begin with ");
                html.Element("a", page.Title, ("href", page.Path));
                html.Text(".");
            }
        }

        if (report.WasInterrupted)
            html.Element("p", "The run was interrupted; what was not reached is not here.", ("class", "quiet"));
        ProblemList.Write(html, report.Problems);
        Counts(html, results);
        var themes = map.Pages.Where(page => !page.LeadsIn).GroupBy(page => page.Theme).ToList();
        Contents(html, themes);
        foreach (var (i, theme) in themes.Index())
        {
            html.Element("h2", NameOf(theme.Key), ("id", Anchor(i)));
            foreach (var page in theme)
            {
                using (html.Open("h3"))
                    html.Element("a", page.Title, ("href", page.Path));
                html.Element("p", Tally.Sentence(page.Result.Results), ("class", "quiet"));
                ProblemList.Write(html, page.Result.Document.Problems);
                ClaimList.Write(html, page, page.Path);
            }
        }
    }

    private static void Contents(HtmlWriter html, IReadOnlyList<IGrouping<string, SitePage>> themes)
    {
        if (themes.Count < 2)
            return;
        using (html.Open("nav", ("aria-label", "Themes")))
        using (html.Open("ul", ("class", "themes")))
        {
            foreach (var (i, theme) in themes.Index())
            {
                using (html.Open("li"))
                {
                    html.Element("a", NameOf(theme.Key), ("href", $"#{Anchor(i)}"));
                    html.Text($": {Tally.Sentence([.. theme.SelectMany(page => page.Result.Results)])}");
                }
            }
        }
    }

    private static string Anchor(int theme) => FormattableString.Invariant($"_theme-{theme + 1}");

    private static string NameOf(string theme) => theme.Length == 0 ? "Claims" : theme;

    private static void Counts(HtmlWriter html, IReadOnlyList<ClaimResult> results)
    {
        using (html.Open("table", ("class", "counts")))
        {
            html.Element("caption", "What came out");
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var head in new[] { "outcome", "claims", "not as expected" })
                    html.Element("th", head, ("scope", "col"));
            }

            using (html.Open("tbody"))
            {
                foreach (var (glyph, word, count, unexpected) in Tally.Of(results))
                {
                    using (html.Open("tr"))
                    {
                        using (html.Open("th", ("scope", "row")))
                            Badge.Write(html, glyph, word, isAsExpected: true);
                        html.Element("td", Number(count));
                        html.Element("td", Number(unexpected));
                    }
                }

                using (html.Open("tr"))
                {
                    html.Element("th", "all", ("scope", "row"));
                    html.Element("td", Number(results.Count));
                    html.Element("td", Number(results.Count(result => result.Standing != Standing.AsExpected)));
                }
            }
        }
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
