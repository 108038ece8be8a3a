using Assay.Running;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;

namespace Assay.Reporting.Html;

/// <summary>Which page each document has.</summary>
internal sealed class SiteMap
{
    /// <summary>The page that lists all others.</summary>
    public const string Index = "index.html";

    /// <summary>The style sheet.</summary>
    public const string StyleSheet = "assay.css";

    private const int LongestName = 80;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    private readonly Dictionary<string, SitePage> _pages = [];

    public SiteMap(RunReport report)
    {
        var files = report.Documents.Select(document => Path.GetFullPath(document.Document.File)).ToList();
        var common = CommonFolder(files);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Index, StyleSheet };
        foreach (var (document, file) in report.Documents.Zip(files))
        {
            string[] parts = [.. Path.GetRelativePath(common, file).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)];
            var folder = string.Concat(parts[..^1].Select(part => Name(part) + "/"));
            var stem = folder + Name(Path.GetFileNameWithoutExtension(file));
            var path = stem + ".html";
            for (var i = 2; !taken.Add(path); i++)
                path = FormattableString.Invariant($"{stem}-{i}.html");
            var prose = Parse(document);
            var theme = parts.Length > 1 ? string.Join('/', parts[..^1]) : Path.GetFileName(Path.GetDirectoryName(document.Document.File)) ?? "";
            _pages.TryAdd(file, new SitePage(path, theme, document, prose, new PageAnchors(document, prose)));
        }

        Pages = [.. _pages.Values];
    }

    /// <summary>The pages, in the order of the report.</summary>
    public IReadOnlyList<SitePage> Pages { get; }

    /// <summary>
    /// The address to write for a link, or null for one that leads nowhere on the site and nowhere outside that is safe. Only web
    /// and mail addresses leave the site: what else has a scheme, such as <c>javascript:</c>, is no link.
    /// </summary>
    public string? Resolve(SitePage from, string url)
    {
        if (url.StartsWith('#'))
            return from.Anchors.Has(url[1..]) ? "#" + Uri.EscapeDataString(url[1..]) : null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !url.StartsWith('/'))
            return absolute.Scheme is "https" or "http" or "mailto" ? absolute.AbsoluteUri : null;

        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (file, anchor) = hash < 0 ? (url, "") : (url[..hash], url[(hash + 1)..]);
        return Find(from, file) is { } page
            ? from.To(page.Path) + (page.Anchors.Has(anchor) ? "#" + Uri.EscapeDataString(anchor) : "")
            : null;
    }

    private SitePage? Find(SitePage from, string file)
    {
        if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal))
            return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(from.Result.Document.File))!;
        return _pages.GetValueOrDefault(Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(file).Replace('\0', '-'))));
    }

    private static MarkdownDocument? Parse(DocumentResult document)
    {
        if (!document.Document.File.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return Markdown.Parse(document.Document.Text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested absurdly deep; the reader of documents has said so.
            return null;
        }
    }

    /// <summary>The deepest folder that all files stand in or below.</summary>
    public static string CommonFolder(IReadOnlyList<string> files)
    {
        var common = files.Count > 0 ? Path.GetDirectoryName(files[0])! : Path.GetFullPath(".");
        while (Path.GetDirectoryName(common) is { } above && !files.All(file => RelativeFile.Under(common, file) is not null))
            common = above;
        return common;
    }

    // Nothing that means something to a file system or in an address is left.
    private static string Name(string part)
    {
        var name = string.Concat(part.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        return name.Trim('.') is { Length: > 0 } trimmed ? trimmed : "-";
    }
}
