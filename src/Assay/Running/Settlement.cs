using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Running;

/// <summary>
/// What became of a claim: <see cref="Answered"/>, <see cref="Unusable"/>, <see cref="Faulted"/> or
/// <see cref="Interrupted"/>. Use pattern matching.
/// </summary>
public abstract record Settlement
{
    private protected Settlement()
    {
    }
}

/// <summary>A verdict was reached.</summary>
/// <param name="Verdict">The verdict.</param>
public sealed record Answered(Verdict Verdict) : Settlement
{
    /// <summary>Under <c>find:</c>, whether the domain says that the finding means what <c>expect:</c> says.</summary>
    public bool? MeetsExpectedFinding { get; init; }

    /// <summary>Whether more time could have said more, as where a search for an assumption ended without one: such an answer is not kept for later runs.</summary>
    public bool EndedEarly { get; init; }
}

/// <summary>The claim cannot be understood, is vacuous, or names a witness that is none. The user has to repair it.</summary>
/// <param name="Problems">What is wrong; at least one.</param>
public sealed record Unusable(IReadOnlyList<Problem> Problems) : Settlement;

/// <summary>A fault of Assay itself, for example two deciders that disagree.</summary>
/// <param name="Message">What happened.</param>
public sealed record Faulted(string Message) : Settlement
{
    /// <summary>Where in Assay it happened, for its developers; null when nothing was thrown.</summary>
    public string? Stack { get; init; }
}

/// <summary>The user cancelled the run.</summary>
public sealed record Interrupted : Settlement;
