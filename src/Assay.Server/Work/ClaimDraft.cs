using System.Text.RegularExpressions;
using Assay.Claims;

namespace Assay.Server.Work;

/// <summary>Makes a claim for a text that has none: out of a statement or the lines of a claim that stand alone, else as an example behind the text.</summary>
internal static partial class ClaimDraft
{
    private const string Example = "for-all: int x\nclaim:   x + 1 > x";

    /// <summary>The claim, and the text with it.</summary>
    public static ShownDraft For(string text)
    {
        if (BareStatement.Read(text) is { } statement)
            return Whole(statement.Names.Count > 0 ? $"for-all: {statement.ForAll}\nclaim:   {statement.Text}" : $"claim: {statement.Text}");
        if (IsClaim(text))
            return Whole(text.Trim());
        var block = Block(Example);
        return new ShownDraft(block, $"{text.TrimEnd()}\n\n{block}");
    }

    private static ShownDraft Whole(string lines) => new(Block(lines), Block(lines));

    private static string Block(string lines) => $"```claim my-claim\n{lines}\n```\n";

    // Every line is an entry, or goes on with one.
    private static bool IsClaim(string text) =>
        Array.TrueForAll(text.Trim().Split('\n'), line => Entry().IsMatch(line) || string.IsNullOrWhiteSpace(line)) && Statement().IsMatch(text);

    [GeneratedRegex(@"^([a-z-]+:|[ \t]+\S)")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[ \t]*(claim|equal):", RegexOptions.Multiline)]
    private static partial Regex Statement();
}
