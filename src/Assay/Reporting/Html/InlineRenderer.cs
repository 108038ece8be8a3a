using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;

namespace Assay.Reporting.Html;

/// <summary>Writes the text of paragraphs and headings.</summary>
/// <param name="html">Where to.</param>
/// <param name="resolve">The address to write for a link, or null for none.</param>
/// <param name="picture">The address of an image, or null; it has to hold the image itself.</param>
internal sealed class InlineRenderer(HtmlWriter html, Func<string, string?> resolve, Func<string, string?> picture)
{
    // Deeper marks than any prose has are left out, so that no text can exhaust the stack.
    private const int Deepest = 64;

    public void Write(ContainerInline? inlines) => Write(inlines, 0);

    private void Write(ContainerInline? inlines, int depth)
    {
        if (inlines is null)
            return;
        if (depth > Deepest)
        {
            html.Text(PlainText.Of(inlines));
            return;
        }

        foreach (var inline in inlines)
            Write(inline, depth + 1);
    }

    private void Write(Inline inline, int depth)
    {
        switch (inline)
        {
            case LiteralInline literal:
                html.Text(literal.Content.ToString());
                break;
            case CodeInline code:
                html.Element("code", IsInTable(code) ? code.Content.Replace("\\|", "|", StringComparison.Ordinal) : code.Content);
                break;
            case HtmlEntityInline entity:
                html.Text(entity.Transcoded.ToString());
                break;
            case LineBreakInline { IsHard: true }:
                html.Empty("br");
                html.Text("\n");
                break;
            case LineBreakInline:
                html.Text("\n");
                break;
            case HtmlInline tag:
                // A tag is shown as it is written; a comment is for those who read the source.
                if (!tag.Tag.StartsWith("<!--", StringComparison.Ordinal))
                    html.Text(tag.Tag);
                break;
            case AutolinkInline link:
                Link(link.IsEmail ? "mailto:" + link.Url : link.Url, null, () => html.Text(link.Url));
                break;
            case LinkInline { IsImage: true } image:
                if (image.Url is { } url && picture(url) is { } address && address.StartsWith("data:image/", StringComparison.Ordinal))
                {
                    html.Empty("img", ("src", address), ("alt", PlainText.Of(image)));
                    break;
                }

                // The site asks nothing of the network, so any other picture is its description.
                html.Text("[picture: ");
                Write(image, depth);
                html.Text("]");
                break;
            case LinkInline link:
                Link(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", link.Title, () => Write(link, depth));
                break;
            case EmphasisInline emphasis:
                using (html.Open(emphasis.DelimiterCount > 1 ? "strong" : "em"))
                    Write(emphasis, depth);
                break;
            case PipeTableDelimiterInline bar:
                html.Text("|");
                Write(bar, depth);
                break;
            case DelimiterInline delimiter:
                html.Text(delimiter.ToLiteral());
                Write(delimiter, depth);
                break;
            case ContainerInline container:
                Write(container, depth);
                break;
        }
    }

    // A bar would end the cell, so that tables have it behind a backslash also where code stands as it is.
    private static bool IsInTable(Inline inline)
    {
        var container = inline.Parent;
        while (container?.Parent is { } above)
            container = above;
        return container?.ParentBlock?.Parent is TableCell;
    }

    private void Link(string url, string? title, Action content)
    {
        if (resolve(url) is not { } address)
        {
            content();
            return;
        }

        using (html.Open("a", ("href", address), ("title", string.IsNullOrWhiteSpace(title) ? null : title)))
            content();
    }
}
