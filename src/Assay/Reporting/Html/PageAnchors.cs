using Assay.Running;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Assay.Reporting.Html;

/// <summary>What links to a page can lead to: its claims by their names, and its headings as code hosts name them.</summary>
internal sealed class PageAnchors
{
    /// <summary>The anchor of the text itself; no claim has an underscore in its name.</summary>
    public const string Main = "_main";

    private readonly HashSet<string> _taken = [Main];
    private readonly Dictionary<object, string> _anchors = new(ReferenceEqualityComparer.Instance);

    public PageAnchors(DocumentResult document, MarkdownDocument? prose)
    {
        foreach (var result in document.Results)
            _anchors[result] = Unique(result.Claim.Name);
        foreach (var heading in prose?.Descendants<HeadingBlock>() ?? [])
            _anchors[heading] = Unique(heading.TryGetAttributes()?.Id is { Length: > 0 } id ? id : "section");
    }

    /// <summary>The anchor of a claim's result, or of a heading.</summary>
    public string Of(object part) => _anchors[part];

    /// <summary>Whether something has this anchor.</summary>
    public bool Has(string anchor) => _taken.Contains(anchor);

    private string Unique(string wanted)
    {
        var name = MarkupText.Clean(wanted);
        for (var i = 2; !_taken.Add(name); i++)
            name = FormattableString.Invariant($"{wanted}-{i}");
        return name;
    }
}
