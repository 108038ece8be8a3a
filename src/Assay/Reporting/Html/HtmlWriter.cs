using System.Text;

namespace Assay.Reporting.Html;

/// <summary>
/// Writes HTML that is well-formed XML as well. Tags and names of attributes come from the program; every text and every value
/// of an attribute is encoded, so that nothing a user wrote becomes markup.
/// </summary>
internal sealed class HtmlWriter
{
    // These stand on lines of their own, so that people can read the source and compare it.
    private static readonly HashSet<string> Blocks =
    [
        "html", "head", "meta", "title", "link", "body", "header", "main", "footer", "nav", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl",
        "dt", "dd", "div", "table", "caption", "thead", "tbody", "tr", "blockquote", "figure", "figcaption", "details", "summary", "pre", "hr", "svg",
    ];

    private readonly StringBuilder _text;
    private readonly Stack<string> _open = new();

    /// <summary>Starts a page, or a part to be put into one.</summary>
    public HtmlWriter(bool isPart = false) => _text = new StringBuilder(isPart ? "" : "<!DOCTYPE html>");

    /// <summary>Opens an element; disposing of what is returned closes it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="attributes">Names and values; one without a value is left out.</param>
    public Scope Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>Writes an element that holds a text.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(tag, attributes))
            Text(text);
    }

    /// <summary>Writes an element that never holds anything, such as <c>hr</c>, or one of a drawing.</summary>
    public void Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append(" />");
    }

    /// <summary>Writes text.</summary>
    public void Text(string text)
    {
        foreach (var c in MarkupText.Clean(text))
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                _ => _text.Append(c),
            };
        }
    }

    /// <summary>What was written, with a line end behind it.</summary>
    public override string ToString() => _open.Count == 0
        ? _text + "\n"
        : throw new InvalidOperationException($"'{_open.Peek()}' is still open.");

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (Blocks.Contains(tag))
            _text.Append('\n');
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                continue;
            _text.Append(' ').Append(name).Append("=\"");
            Text(value);
            _text.Append('"');
        }
    }

    private void Close() => _text.Append("</").Append(_open.Pop()).Append('>');

    /// <summary>An open element.</summary>
    internal readonly struct Scope(HtmlWriter writer) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => writer.Close();
    }
}
