using System.Text;
using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>
/// The report of a run as a site to read: a page for each document, an index, and a style sheet. It needs neither a network nor
/// scripts, and the same run makes the same files.
/// </summary>
public static class HtmlSite
{
    private const string StyleMark = "/* The style sheet of Assay's reports. */";

    /// <summary>The files of the site, the index first.</summary>
    /// <param name="report">The run.</param>
    /// <param name="replay">The command line that replays a claim, or null when there is none.</param>
    /// <param name="picture">The address of an image for a document and what it names as a picture, such as <c>data:image/png;base64,...</c>; null for none, and then its description stands there.</param>
    /// <param name="figures">Drawings that belong to a claim's card; null for none.</param>
    public static IReadOnlyList<SiteFile> Of(
        RunReport report, Func<Claim, string?> replay, Func<string, string, string?>? picture = null, Func<ClaimResult, IReadOnlyList<Figure>>? figures = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(replay);
        var map = new SiteMap(report);
        var pages = new DocumentPage(map, replay, picture ?? ((_, _) => null), figures ?? (_ => []));
        return
        [
            new SiteFile(SiteMap.Index, IndexPage.Write(report, map)),
            new SiteFile(SiteMap.StyleSheet, StyleSheet()),
            .. map.Pages.Select(page => new SiteFile(page.Path, pages.Write(page))),
        ];
    }

    /// <summary>The folder that all documents of a run stand in: a page without claims, such as a README there, leads into the site.</summary>
    public static string Folder(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return SiteMap.CommonFolder([.. report.Documents.Select(document => Path.GetFullPath(document.Document.File))]);
    }

    /// <summary>Whether a text is that of a file that an earlier report left, so that a new one may take its place.</summary>
    public static bool IsOurs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(StyleMark, StringComparison.Ordinal) || text.Contains(PageShell.Generator, StringComparison.Ordinal);
    }

    /// <summary>The style sheet of the pages.</summary>
    public static string StyleSheet()
    {
        using var stream = typeof(HtmlSite).Assembly.GetManifestResourceStream("assay.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
