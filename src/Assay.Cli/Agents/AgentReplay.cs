using Assay.Claims;
using Assay.Reporting;

namespace Assay.Cli.Agents;

/// <summary>The command line that shows again what came out of a claim, where no file is needed for that.</summary>
internal static class AgentReplay
{
    private static readonly HashSet<string> Options = ["for-all", "exists", "assume", "types", "witness", "arithmetic", "budget"];
    private static readonly HashSet<string> Remarks = ["says", "expect"];

    /// <summary>A line with <c>assay prove</c>; null where that cannot say the claim.</summary>
    public static string? Of(Claim claim)
    {
        if (claim.Find("claim") is not { } statement || claim.Entries.Any(entry => !CanSay(entry)))
            return null;
        var words = claim.Entries.Where(entry => Options.Contains(entry.Key)).SelectMany(entry => new[] { $"--{entry.Key}", OneLine(entry.Value.Text) });
        return ShellWord.Line(["assay", "prove", OneLine(statement.Text), .. words]);
    }

    // A comment would swallow what comes after it on the same line; what starts like an option would be taken for one.
    private static bool CanSay(ClaimEntry entry) => Remarks.Contains(entry.Key)
        || ((entry.Key == "claim" || Options.Contains(entry.Key)) && !entry.Value.Text.StartsWith('-') && !(entry.Value.Text.Contains('\n', StringComparison.Ordinal) && entry.Value.Text.Contains("//", StringComparison.Ordinal)));

    private static string OneLine(string text) => text.Replace('\n', ' ');
}
