using System.Text.RegularExpressions;

namespace Assay.LanguageModels.Rewrites;

/// <summary>Takes the function out of a reply: strictly, and as data, whatever else the reply says.</summary>
internal static partial class RewriteReply
{
    /// <summary>How many characters a reply may have.</summary>
    public const int MostCharacters = 8192;

    /// <summary>
    /// Reads the one fenced block of a reply; where it has no fence, the whole reply, if that is a function. The rest of the reply does not count.
    /// </summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="reply">The reply.</param>
    public static RewriteReading Read(RewriteProblem problem, string reply)
    {
        if (reply.Length > MostCharacters)
        {
            return new Unread(UnreadReason.TooLong, $"It has {reply.Length} characters, and {MostCharacters} is the most that is read.");
        }

        var text = reply.ReplaceLineEndings("\n");
        var (blocks, isOpen) = Blocks(text);
        return (blocks, isOpen) switch
        {
            ([], false) => text.Trim().Length > 0 && problem.Read(text) is RewriteCode bare ? bare : new Unread(UnreadReason.NoCode, "There is no block of code in it."),
            ([var only], false) => problem.Read(only),
            ([_], true) => new Unread(UnreadReason.CutOff, "Its block of code does not end."),
            _ => new Unread(UnreadReason.SeveralBlocks, $"It has {blocks.Count} blocks of code."),
        };
    }

    // Fences as CommonMark 0.31.2 has them (section 4.5), outside lists and quotations.
    private static (IReadOnlyList<string> Blocks, bool IsOpen) Blocks(string text)
    {
        List<string> blocks = [];
        List<string>? lines = null;
        var fence = "";
        foreach (var line in text.Split('\n'))
        {
            if (lines is null)
            {
                if (Opening().Match(line) is { Success: true } opening)
                {
                    (fence, lines) = (opening.Groups[1].Value, []);
                }
            }
            else if (Closing().Match(line) is { Success: true } closing && closing.Groups[1].Value.StartsWith(fence, StringComparison.Ordinal))
            {
                blocks.Add(string.Join('\n', lines));
                lines = null;
            }
            else
            {
                lines.Add(line);
            }
        }

        if (lines is not null)
        {
            blocks.Add(string.Join('\n', lines));
        }

        return (blocks, lines is not null);
    }

    [GeneratedRegex(@"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})[ \t]*$")]
    private static partial Regex Closing();
}
