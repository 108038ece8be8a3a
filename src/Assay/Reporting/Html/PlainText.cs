using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Assay.Reporting.Html;

/// <summary>Reads Markdown without its marks.</summary>
internal static class PlainText
{
    /// <summary>The text of a line of Markdown.</summary>
    public static string Of(ContainerInline inlines) => string.Concat(inlines.Descendants<Inline>().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LineBreakInline => " ",
        _ => "",
    })).Trim();
}
