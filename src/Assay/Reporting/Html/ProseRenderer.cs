using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Assay.Reporting.Html;

/// <summary>Writes the prose of a document; claim blocks become cards.</summary>
/// <param name="html">Where to.</param>
/// <param name="page">The page.</param>
/// <param name="map">Resolves links.</param>
/// <param name="cards">Writes the cards.</param>
/// <param name="picture">The address of an image, or null.</param>
internal sealed class ProseRenderer(HtmlWriter html, SitePage page, SiteMap map, PageCards cards, Func<string, string?> picture)
{
    private readonly InlineRenderer _inlines = new(html, url => map.Resolve(page, url), picture);
    private readonly HeadingLevels _levels = new();

    /// <summary>Writes the title of the page and what stands under it, then the prose.</summary>
    /// <param name="underTitle">Writes what stands under the title.</param>
    public void Write(Action underTitle)
    {
        var prose = page.Prose!;
        var title = prose.FirstOrDefault() as HeadingBlock is { Level: 1 } first ? first : null;
        using (html.Open("h1", ("id", title is null ? null : page.Anchors.Of(title))))
        {
            if (title is null)
                html.Text(page.Title);
            else
                _inlines.Write(title.Inline);
        }

        underTitle();
        foreach (var block in prose.Skip(title is null ? 0 : 1))
            Write(block);
        cards.WriteRest(_levels);
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                using (html.Open(_levels.Next(heading.Level), ("id", page.Anchors.Of(heading))))
                    _inlines.Write(heading.Inline);
                break;
            case FencedCodeBlock fence when LanguageOf(fence) == "claim":
                cards.Write(fence.Line + 1, LinesOf(fence), _levels);
                break;
            case FencedCodeBlock fence:
                var isSource = LanguageOf(fence) is "csharp" or "cs" or "c#" or "asm";
                CodeListing.Write(html, LinesOf(fence), CaptionOf(fence), isSource ? fence.Line + 2 : null);
                break;
            case CodeBlock code:
                CodeListing.Write(html, LinesOf(code));
                break;
            case HtmlBlock markup:
                if (!IsComment(markup))
                    CodeListing.Write(html, LinesOf(markup));
                break;
            case ParagraphBlock paragraph:
                using (html.Open("p"))
                    _inlines.Write(paragraph.Inline);
                break;
            case ThematicBreakBlock:
                html.Empty("hr");
                break;
            case QuoteBlock quote:
                using (html.Open("blockquote"))
                    WriteAll(quote);
                break;
            case ListBlock list:
                Write(list);
                break;
            case Table table:
                Write(table);
                break;
            case LinkReferenceDefinitionGroup or BlankLineBlock:
                break;
            case ContainerBlock container:
                WriteAll(container);
                break;
            case LeafBlock { Inline: not null } leaf:
                _inlines.Write(leaf.Inline);
                break;
        }
    }

    private void WriteAll(ContainerBlock container)
    {
        foreach (var block in container)
            Write(block);
    }

    private void Write(ListBlock list)
    {
        var start = list.IsOrdered && list.OrderedStart is not (null or "1") ? list.OrderedStart : null;
        using (html.Open(list.IsOrdered ? "ol" : "ul", ("start", start)))
        {
            foreach (var item in list.OfType<ListItemBlock>())
            {
                using (html.Open("li"))
                {
                    foreach (var block in item)
                    {
                        if (!list.IsLoose && block is ParagraphBlock { Inline: { } inline })
                            _inlines.Write(inline);
                        else
                            Write(block);
                    }
                }
            }
        }
    }

    private void Write(Table table)
    {
        using (html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Table")))
        using (html.Open("table"))
        {
            foreach (var row in table.OfType<TableRow>())
            {
                using (html.Open(row.IsHeader ? "thead" : "tbody"))
                using (html.Open("tr"))
                {
                    foreach (var (column, cell) in row.OfType<TableCell>().Index())
                        Write(cell, row.IsHeader, column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null);
                }
            }
        }
    }

    private void Write(TableCell cell, bool isHeader, TableColumnAlign? align)
    {
        var name = align switch { TableColumnAlign.Right => "right", TableColumnAlign.Center => "center", _ => null };
        using (html.Open(isHeader ? "th" : "td", ("scope", isHeader ? "col" : null), ("class", name)))
        {
            foreach (var block in cell)
            {
                if (block is ParagraphBlock { Inline: { } inline })
                    _inlines.Write(inline);
                else
                    Write(block);
            }
        }
    }

    private static string LanguageOf(FencedCodeBlock fence) => (fence.Info ?? "").ToLowerInvariant();

    private static string? CaptionOf(FencedCodeBlock fence)
    {
        var caption = $"{fence.Info} {fence.Arguments}".Trim();
        return string.IsNullOrWhiteSpace(fence.Arguments) ? null : caption;
    }

    private static List<string> LinesOf(LeafBlock block) =>
        [.. Enumerable.Range(0, block.Lines.Count).Select(i => block.Lines.Lines[i].Slice.ToString())];

    // What stands behind a comment in its block would be lost with it.
    private static bool IsComment(HtmlBlock block)
    {
        var text = string.Join('\n', LinesOf(block)).Trim();
        return block.Type == HtmlBlockType.Comment && text.IndexOf("-->", StringComparison.Ordinal) == text.Length - "-->".Length;
    }
}
