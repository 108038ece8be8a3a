using Assay.Running;
using Markdig.Syntax;

namespace Assay.Reporting.Html;

/// <summary>The page of one document.</summary>
/// <param name="Path">Where it goes, from the folder of the site.</param>
/// <param name="Theme">The folder that its document stands in, from the folder common to all.</param>
/// <param name="Result">The document and what became of its claims.</param>
/// <param name="Prose">The Markdown; null for a document of another format.</param>
/// <param name="Anchors">What links can lead to.</param>
internal sealed record SitePage(string Path, string Theme, DocumentResult Result, MarkdownDocument? Prose, PageAnchors Anchors)
{
    /// <summary>The title: the first heading, or the name of the file.</summary>
    public string Title => Prose is not null && Prose.Descendants<HeadingBlock>().FirstOrDefault() is { Inline: { } inline } && PlainText.Of(inline) is { Length: > 0 } title
        ? title
        : System.IO.Path.GetFileName(Result.Document.File);

    /// <summary>Whether it is prose about the others: it has no claims.</summary>
    public bool LeadsIn => Prose is not null && Result.Results.Count == 0 && Result.Document.ClaimBlocks == 0;

    /// <summary>The address of a file of the site, seen from this page.</summary>
    public string To(string path) => string.Concat(Enumerable.Repeat("../", Path.Count(c => c == '/'))) + path;
}
