using Assay.Claims;
using Assay.Running;

namespace Assay.TestSupport;

/// <summary>A domain that answers as its test says.</summary>
internal sealed class FakeDomain : IDomain
{
    public string Name { get; init; } = "programs";

    public IReadOnlyList<ClaimKey> Keys { get; init; } =
    [
        new("arithmetic", "Whether overflow wraps or throws."),
        new("equal", "Two functions that must do the same.", TakesPlaceOfClaim: true),
    ];

    /// <summary>Decides a claim.</summary>
    public Func<Claim, Budget, IProgress<ProgressReport>, CancellationToken, Settlement> Decide { get; init; } =
        (_, _, _, _) => Samples.Answer(Samples.ProvedVerdict);

    /// <summary>Replays an assignment.</summary>
    public Func<Claim, string, Settlement> Replay { get; init; } =
        (_, assignment) => Samples.Answer(Samples.RefutedOn(assignment));

    /// <summary>The files that its answers depend on; null where that is not known.</summary>
    public IReadOnlyList<string>? Files { get; init; } = [];

    /// <summary>Looks at what is to be understood; may throw.</summary>
    public Action<ClaimDocument, IReadOnlyList<Claim>> Understanding { get; init; } = (_, _) => { };

    /// <summary>What is wrong with the document beside its claims.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        Understanding(document, claims);
        return new Understanding([.. claims.Select(claim => new Question(this, claim))], Problems);
    }

    private sealed class Question(FakeDomain domain, Claim claim) : IQuestion
    {
        public Claim Claim => claim;

        public IReadOnlyList<string>? Files => domain.Files;

        public string Explain() => $"For every input: {claim.Find("claim")?.Text}\nTried in order: sampling, exhaustive search.";

        public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation) =>
            domain.Decide(claim, budget, progress, cancellation);

        public Settlement Replay(string assignment, CancellationToken cancellation) => domain.Replay(claim, assignment);
    }
}
