using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites;

/// <summary>A reply, and what became of it: a <see cref="DecidedRewrite"/> or an <see cref="UnparsedRewrite"/>.</summary>
/// <param name="Problem">What was asked.</param>
/// <param name="Reply">The reply, exactly.</param>
internal abstract record RewriteAnswer(RewriteProblem Problem, string Reply)
{
    /// <summary>The outcome, for counting.</summary>
    public abstract RewriteOutcome Outcome { get; }
}

/// <summary>A reply with a function that was decided.</summary>
/// <param name="Problem">What was asked.</param>
/// <param name="Reply">The reply, exactly.</param>
/// <param name="Code">The function in it.</param>
/// <param name="Verdict">Whether it is equal to the original wherever the assumptions hold.</param>
internal sealed record DecidedRewrite(RewriteProblem Problem, string Reply, RewriteCode Code, Verdict Verdict) : RewriteAnswer(Problem, Reply)
{
    /// <inheritdoc/>
    public override RewriteOutcome Outcome => Verdict switch
    {
        Proved => Code.Length < Problem.Original.Length ? RewriteOutcome.Right : RewriteOutcome.NoShorter,
        Refuted => RewriteOutcome.Refuted,
        _ => RewriteOutcome.Undecided,
    };
}

/// <summary>A reply without a function that could be decided.</summary>
/// <param name="Problem">What was asked.</param>
/// <param name="Reply">The reply, exactly.</param>
/// <param name="Why">Why not.</param>
internal sealed record UnparsedRewrite(RewriteProblem Problem, string Reply, Unread Why) : RewriteAnswer(Problem, Reply)
{
    /// <inheritdoc/>
    public override RewriteOutcome Outcome => RewriteOutcome.Unparsed;
}
