using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Assay.Reporting.Html;
using Assay.Running;

namespace Assay.Tests.Reporting.Html;

/// <summary>The pages of a site as trees of elements.</summary>
internal sealed partial class ParsedSite
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];
    private static readonly string[] Headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    private static readonly HashSet<string> Allowed =
    [
        "html", "head", "meta", "title", "link", "body", "header", "main", "footer", "nav", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "span", "strong", "em", "code", "pre", "br",
        "hr", "ul", "ol", "li", "dl", "dt", "dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "figure", "figcaption", "details", "summary", "svg", "line", "circle",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "href", "rel", "id", "class", "lang", "charset", "name", "content", "http-equiv", "title", "scope", "start", "tabindex", "role", "aria-label", "aria-labelledby", "aria-hidden",
        "viewBox", "x1", "x2", "y1", "y2", "cx", "cy", "r",
    ];

    public ParsedSite(RunReport report)
    {
        var files = HtmlSite.Of(report, Runs.Replay);
        Assert.All(files, file => Assert.Matches("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", file.Path));
        Assert.DoesNotContain(files, file => file.Path.Split('/').Any(part => part.Trim('.').Length == 0));
        Assert.Equal(files.Count, files.Select(file => file.Path.ToUpperInvariant()).Distinct().Count());
        Pages = files.Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(file => file.Path, file => Parse(file.Text));
        Others = [.. files.Select(file => file.Path).Except(Pages.Keys)];
    }

    /// <summary>The pages by their paths.</summary>
    public IReadOnlyDictionary<string, XElement> Pages { get; }

    /// <summary>The paths of other files.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>The page of the only document.</summary>
    public XElement Single => Pages.Single(page => page.Key != "index.html").Value;

    /// <summary>Demands what holds for every page, whatever stands in documents.</summary>
    public void Check()
    {
        foreach (var (path, page) in Pages)
        {
            Assert.All(page.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, Allowed));
            Assert.All(page.DescendantsAndSelf().Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, Attributes));
            Assert.All(page.Descendants().Attributes("href"), link => Assert.True(Resolves(path, link.Value), $"{path}: {link.Value}"));
            var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(page.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
            CheckHead(page);
            CheckHeadings(page);
        }
    }

    private static void CheckHead(XElement page)
    {
        Assert.Equal("en", page.Attribute("lang")!.Value);
        Assert.NotEqual("", page.Descendants("title").Single().Value);
        Assert.Single(page.Descendants("meta"), meta => meta.Attribute("name")?.Value == "description" && meta.Attribute("content")!.Value.Length > 0);
        var skip = page.Descendants("a").First();
        Assert.Equal("#" + page.Descendants("main").Single().Attribute("id")!.Value, skip.Attribute("href")!.Value);
    }

    // One title, and no level skipped on the way down.
    private static void CheckHeadings(XElement page)
    {
        int[] levels = [.. page.Descendants().Select(element => Array.IndexOf(Headings, element.Name.LocalName)).Where(level => level >= 0)];
        Assert.Equal(0, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 0));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    private bool Resolves(string from, string address)
    {
        if (Regex.Match(address, "^([a-z][a-z0-9+.-]*):") is { Success: true } scheme)
            return Schemes.Contains(scheme.Groups[1].Value);
        var (path, anchor) = address.Split('#', 2) is [var before, var after] ? (before, after) : (address, "");
        var target = path.Length == 0 ? from : new Uri(new Uri("https://site/" + from), path).AbsolutePath[1..];
        return Pages.TryGetValue(target, out var page)
            ? anchor.Length == 0 || page.Descendants().Attributes("id").Any(id => id.Value == Uri.UnescapeDataString(anchor))
            : Others.Contains(target);
    }

    private static XElement Parse(string text)
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(EmptyElement(), text);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    // In HTML only these may end at once; a browser would leave others open.
    [GeneratedRegex("<(?!meta|link|br|hr|line|circle)[a-z0-9]+( [^<>]*)?/>")]
    private static partial Regex EmptyElement();
}
