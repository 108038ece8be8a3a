using System.Text;
using Assay.Claims;

namespace Assay.Programs.Certificates;

/// <summary>Writes a claim with the code of its document as a document of its own.</summary>
internal static class ClaimMarkdown
{
    /// <summary>The document. What was expected and looked for is left out: it does not belong to what was proved.</summary>
    public static string Of(ClaimDocument document, Claim claim)
    {
        var text = new StringBuilder("# What this certificate is about\n\n");
        foreach (var block in document.Blocks)
        {
            Fence(text, $"{block.Language} {block.Info}".TrimEnd(), block.Code.Text);
        }

        var entries = claim.Entries.Where(entry => entry.Key is not ("expect" or "find" or "witness"));
        Fence(text, $"claim {claim.Name}", string.Join('\n', entries.Select(entry => $"{entry.Key}: {entry.Value.Text.ReplaceLineEndings("\n    ")}")));
        return text.ToString();
    }

    // Longer than any fence inside.
    private static void Fence(StringBuilder text, string info, string code)
    {
        var longest = code.Split('\n').Max(line => line.TrimStart().TakeWhile(c => c == '`').Count());
        var fence = new string('`', Math.Max(3, longest + 1));
        text.Append(fence).Append(info).Append('\n').Append(code.TrimEnd('\n')).Append('\n').Append(fence).Append("\n\n");
    }
}
