using Assay.Claims;

namespace Assay.Cli.Dropping;

/// <summary>One instruction in the text of a function.</summary>
/// <param name="Place">Where it stands in the file.</param>
/// <param name="Text">The instruction as the file has it.</param>
/// <param name="Index">The line of the code, from 0 on.</param>
/// <param name="Column">Where it starts in that line, behind a label.</param>
/// <param name="Length">How many characters it takes.</param>
internal sealed record DropLine(Place Place, string Text, int Index, int Column, int Length)
{
    /// <summary>The instructions of a text.</summary>
    /// <param name="code">The text.</param>
    /// <param name="shown">How the file writes each line, where the code writes it otherwise.</param>
    public static IReadOnlyList<DropLine> In(ClaimText code, IReadOnlyList<string>? shown = null)
    {
        List<DropLine> found = [];
        foreach (var (line, index) in code.Text.Split('\n').Select((line, index) => (line, index)))
        {
            var end = CommentStart(line);
            var start = line.LastIndexOf(':', end - 1 < 0 ? 0 : end - 1) + 1;
            while (start < end && char.IsWhiteSpace(line[start]))
                start++;
            var text = start < end ? line[start..end].TrimEnd() : "";
            if (text.Length > 0 && text is not ("ret" or "nop" or "endbr64"))
                found.Add(new DropLine(PlaceOf(code, index, start), shown?[index] ?? text, index, start, text.Length));
        }

        return found;
    }

    private static Place PlaceOf(ClaimText code, int index, int column)
    {
        var start = code.Places[Math.Min(index, code.Places.Count - 1)];
        return start with { Column = start.Column + column };
    }

    private static int CommentStart(string line)
    {
        var (semicolon, slashes) = (line.IndexOf(';', StringComparison.Ordinal), line.IndexOf("//", StringComparison.Ordinal));
        return Math.Min(semicolon < 0 ? line.Length : semicolon, slashes < 0 ? line.Length : slashes);
    }
}
