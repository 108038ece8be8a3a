using Assay.Claims;

namespace Assay.Training.Questions;

/// <summary>The files that a claim about training depends on.</summary>
internal static class TrainingFiles
{
    private static readonly string[] Elsewhere = ["mnist", "fashion", ".", "/"];
    private static readonly HashSet<string> Prose = ["says", "expect"];

    /// <summary>None; or null where there may be some: the name of a file may look like anything, so what could name one counts as if it did.</summary>
    public static IReadOnlyList<string>? Of(Claim claim) =>
        claim.All("data").Any(data => Elsewhere.Any(sign => data.Text.Contains(sign, StringComparison.Ordinal)))
        || claim.Entries.Any(entry => !Prose.Contains(entry.Key) && entry.Value.Text.Contains("from", StringComparison.Ordinal)) ? null : [];
}
