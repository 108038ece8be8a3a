namespace Assay.Claims;

/// <summary>A piece of text that knows where each of its lines stands in the file.</summary>
/// <param name="Text">The text; lines are separated by <c>\n</c>.</param>
/// <param name="Places">The place of the first character of every line of <paramref name="Text"/>.</param>
public sealed record ClaimText(string Text, IReadOnlyList<Place> Places)
{
    /// <summary>The place of the first character.</summary>
    public Place Start => Places[0];

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    public Place At(int offset)
    {
        var line = 0;
        var lineStart = 0;
        var end = Math.Min(offset, Text.Length);
        for (var i = 0; i < end; i++)
        {
            if (Text[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        var start = Places[Math.Min(line, Places.Count - 1)];
        return start with { Column = start.Column + offset - lineStart };
    }

    /// <summary>One line of text that starts at <paramref name="place"/>.</summary>
    public static ClaimText Of(string text, Place place) => new(text, [place]);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
