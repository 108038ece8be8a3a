using Assay.Statistics;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites.Claims;

/// <summary>What statements can say of a reply, and what may still become of one that is undecided.</summary>
internal static class RewriteOutcomes
{
    private static readonly Interval Truth = new(0, 1);

    /// <summary>What statements can speak of.</summary>
    public static IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("right", "1 where the reply is proved equal and is shorter, else 0", Truth),
        new("equal", "1 where the reply is proved equal, shorter or not", Truth),
        new("refuted", "1 where an input shows a difference", Truth),
        new("unparsed", "1 where the reply is no function that could be decided", Truth),
    ];

    /// <summary>A quantity of a reply with this outcome.</summary>
    public static double Of(string quantity, RewriteOutcome outcome) => quantity switch
    {
        "right" => One(outcome == RewriteOutcome.Right),
        "equal" => One(outcome is RewriteOutcome.Right or RewriteOutcome.NoShorter),
        "refuted" => One(outcome == RewriteOutcome.Refuted),
        "unparsed" => One(outcome == RewriteOutcome.Unparsed),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    /// <summary>What a reply may come to, whatever time there was: one outcome where it is decided.</summary>
    public static IReadOnlyList<RewriteOutcome> Possible(RewriteAnswer answer) => answer switch
    {
        DecidedRewrite { Verdict: Undecided } open => [open.Code.Length < open.Problem.Original.Length ? RewriteOutcome.Right : RewriteOutcome.NoShorter, RewriteOutcome.Refuted],
        _ => [answer.Outcome],
    };

    private static double One(bool isSo) => isSo ? 1 : 0;
}
