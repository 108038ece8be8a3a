using Assay.Claims;
using Assay.Running;

namespace Assay.Training.Questions;

/// <summary>The files that a claim about training depends on.</summary>
internal static class TrainingFiles
{
    private static readonly HashSet<string> Statements = ["says", "claim", "expect", "budget"];

    // Their files are found in places that the claim does not name.
    private static readonly string[] Elsewhere = ["mnist", "fashion"];

    /// <summary>The files; null where that is not known.</summary>
    public static IReadOnlyList<string>? Of(Claim claim) => Elsewhere.Any(name => claim.Find("data")?.Text.Contains(name, StringComparison.Ordinal) == true) ? null
        : MentionedFiles.Of(claim, key => !Statements.Contains(key), MentionedFiles.IsLikely);
}
