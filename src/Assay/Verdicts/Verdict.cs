namespace Assay.Verdicts;

/// <summary>
/// The answer to a claim: one of <see cref="Proved"/>, <see cref="Refuted"/>, <see cref="Supported"/>,
/// <see cref="Contradicted"/>, <see cref="Undecided"/>. Use pattern matching.
/// </summary>
/// <remarks>A fault of the tool or an unusable claim is not a verdict; see <see cref="Running.Unusable"/>.</remarks>
public abstract record Verdict
{
    private protected Verdict()
    {
    }

    /// <summary>The word for this verdict.</summary>
    public abstract Outcome Outcome { get; }

    /// <summary>Which part of the world the answer covers, for example <c>all 2^32 values of x, wrapping arithmetic</c>.</summary>
    public required string Covers { get; init; }

    /// <summary>The decider that gave the answer.</summary>
    public required string Decider { get; init; }

    /// <summary>What every decider that was asked said, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>What was found under <c>find:</c> or beside a refutation, such as the weakest assumption; null when nothing was looked for.</summary>
    public Finding? Finding { get; init; }

    /// <summary>Wall-clock time that the answer took.</summary>
    public TimeSpan Cost { get; init; }
}

/// <summary>The claim holds for everything in its scope.</summary>
/// <param name="Reason">Why, as one sentence.</param>
/// <param name="Witness">Under <c>exists</c> the witness, else null.</param>
public sealed record Proved(string Reason, Example? Witness = null) : Verdict
{
    /// <summary>Where the certificates are that were asked for, or why there is none; one sentence for each choice of types.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Proved;
}

/// <summary>The claim is false.</summary>
/// <param name="Reason">Why, as one sentence.</param>
/// <param name="Counterexample">An input that shows it; null only when a whole domain was excluded under <c>exists</c>.</param>
public sealed record Refuted(string Reason, Example? Counterexample) : Verdict
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Refuted;
}

/// <summary>Measurement supports the claim.</summary>
/// <param name="Estimate">The measured quantity.</param>
public sealed record Supported(Estimate Estimate) : Verdict
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Supported;
}

/// <summary>Measurement contradicts the claim.</summary>
/// <param name="Estimate">The measured quantity.</param>
public sealed record Contradicted(Estimate Estimate) : Verdict
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Contradicted;
}

/// <summary>The budget ended before an answer.</summary>
/// <param name="Reason">What stood in the way, as one sentence.</param>
/// <param name="WhatWouldHelp">What the user can do, as one sentence.</param>
public sealed record Undecided(string Reason, string WhatWouldHelp) : Verdict
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Undecided;
}
