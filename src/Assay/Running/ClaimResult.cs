using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Running;

/// <summary>What became of one claim in one run.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Settlement">The verdict, or why there is none.</param>
/// <param name="Elapsed">Wall-clock time from question to settlement.</param>
public sealed record ClaimResult(Claim Claim, Settlement Settlement, TimeSpan Elapsed)
{
    /// <summary>When the verdict was reached, where it is one of an earlier run; else null.</summary>
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>What the author expects, or null.</summary>
    public Expectation? Expectation { get; } = Expectation.Of(Claim);

    /// <summary>Whether the claim asks for an expression instead of a yes or no.</summary>
    public bool Finds => Claim.Find("find") is not null;

    /// <summary>How the settlement compares with the expectation.</summary>
    public Standing Standing => Settlement switch
    {
        Interrupted => Standing.Interrupted,
        Faulted => Standing.Faulted,
        Unusable => Expectation is ExpectedFault ? Standing.AsExpected : Standing.Unusable,
        Answered answered => Compare(answered),
        _ => Standing.Faulted,
    };

    private Standing Compare(Answered answered)
    {
        var outcome = answered.Verdict.Outcome;
        if (Expectation is ExpectedOutcome expected)
        {
            if (outcome == expected.Outcome)
                return Standing.AsExpected;
            return outcome == Outcome.Undecided ? Standing.Open : Standing.Differs;
        }

        if (outcome == Outcome.Undecided)
            return Standing.Open;
        if (Expectation is ExpectedFault)
            return outcome is Outcome.Refuted or Outcome.Contradicted ? Standing.AsExpected : Standing.Differs;
        if (Expectation is ExpectedFinding)
            return answered.MeetsExpectedFinding switch { true => Standing.AsExpected, false => Standing.Differs, null => Standing.Open };
        if (Finds)
            return answered.Verdict.Finding is null ? Standing.Open : Standing.AsExpected;
        return outcome is Outcome.Proved or Outcome.Supported ? Standing.AsExpected : Standing.Differs;
    }
}
