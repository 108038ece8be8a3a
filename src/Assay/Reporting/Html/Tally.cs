using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting.Html;

/// <summary>Counts results by what became of them, in words.</summary>
internal static class Tally
{
    /// <summary>Each kind that there is: its sign, its word, how many, and how many of them are not as expected.</summary>
    public static IReadOnlyList<(string Glyph, string Word, int Count, int Unexpected)> Of(IReadOnlyList<ClaimResult> results) =>
    [
        .. results.GroupBy(result => Wording.Word(result.Settlement))
            .OrderBy(group => Rank(group.First().Settlement))
            .Select(group => (Wording.Glyph(group.First().Settlement), group.Key, group.Count(), group.Count(result => result.Standing != Standing.AsExpected))),
    ];

    /// <summary>The same as a sentence without a full stop: <c>14 claims: 9 proved, 5 refuted; all as expected</c>.</summary>
    public static string Sentence(IReadOnlyList<ClaimResult> results)
    {
        if (results.Count == 0)
            return "no claim was decided";
        var kinds = Of(results);
        var unexpected = kinds.Sum(kind => kind.Unexpected);
        var standing = unexpected == 0 ? results.Count == 1 ? "as expected" : "all as expected" : FormattableString.Invariant($"{unexpected} not as expected");
        return $"{Wording.Count(results.Count, "claim")}: {string.Join(", ", kinds.Select(kind => FormattableString.Invariant($"{kind.Count} {kind.Word}")))}; {standing}";
    }

    private static int Rank(Settlement settlement) => settlement switch
    {
        Answered answered => (int)answered.Verdict.Outcome,
        Unusable => (int)Outcome.Undecided + 1,
        _ => (int)Outcome.Undecided + 2,
    };
}
