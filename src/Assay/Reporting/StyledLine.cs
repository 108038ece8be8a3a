namespace Assay.Reporting;

/// <summary>One line of a report, built from left to right.</summary>
public sealed class StyledLine
{
    private readonly List<StyledSpan> _spans = [];

    /// <summary>An empty line.</summary>
    public static StyledLine Empty => new();

    /// <summary>The pieces from left to right.</summary>
    public IReadOnlyList<StyledSpan> Spans => _spans;

    /// <summary>How many columns of a terminal the line takes.</summary>
    public int Width { get; private set; }

    /// <summary>Adds text; control characters, which could steer a terminal, become visible.</summary>
    public StyledLine Add(string text, Tone tone = Tone.Plain)
    {
        var clean = TerminalText.Clean(text);
        if (clean.Length > 0)
            _spans.Add(new StyledSpan(clean, tone));
        Width += TerminalText.Width(clean);
        return this;
    }

    /// <summary>Adds text that takes exactly <paramref name="width"/> columns: cut with an ellipsis or filled with blanks.</summary>
    public StyledLine Column(string text, int width, Tone tone = Tone.Plain)
    {
        var cut = TerminalText.Cut(TerminalText.Clean(text), width);
        return Add(cut, tone).Add(new string(' ', Math.Max(0, width - TerminalText.Width(cut))));
    }

    /// <summary>The text without tones and without blanks at its end.</summary>
    public override string ToString() => string.Concat(_spans.Select(span => span.Text)).TrimEnd();
}
