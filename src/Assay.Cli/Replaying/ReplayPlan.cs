using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Replaying;

/// <summary>What is replayed.</summary>
/// <param name="Assignment">The input, or null to decide the claim again.</param>
/// <param name="Note">What the user should know about it, or null.</param>
internal sealed record ReplayPlan(string? Assignment, string? Note)
{
    /// <summary>Replays what is kept for the claim, unless the claim says something else by now.</summary>
    public static ReplayPlan FromStore(ClaimDocument document, Claim claim)
    {
        if (ReplayStore.Load(claim) is not { } stored)
            return new ReplayPlan(null, "Nothing was kept for this claim, so it was decided again.");
        return stored.Fingerprint == ClaimFingerprint.Of(document, claim)
            ? new ReplayPlan(stored.Assignment, null)
            : new ReplayPlan(null, "The claim or its code has changed since an input was kept, so it was decided again.");
    }

    /// <summary>The command line that does the same again.</summary>
    public static string CommandLine(Claim claim, string? input)
    {
        List<string> words = ["assay", "replay", claim.Reference];
        return ShellWord.Line(input is null ? words : [.. words, "--input", input]);
    }
}
