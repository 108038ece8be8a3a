using Assay.Claims;
using Assay.Running;

namespace Assay.Cli.Replaying;

/// <summary>A domain whose questions run one input instead of searching.</summary>
internal sealed class ReplayingDomain(IDomain inner, string assignment) : IDomain
{
    public string Name => inner.Name;

    public IReadOnlyList<ClaimKey> Keys => inner.Keys;

    public IReadOnlyList<IDocumentFormat> Formats => inner.Formats;

    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        var understanding = inner.Understand(document, claims, cancellation);
        return understanding with { Questions = [.. understanding.Questions.Select(question => new Replayed(question, assignment))] };
    }

    private sealed class Replayed(IQuestion question, string assignment) : IQuestion
    {
        public Claim Claim => question.Claim;

        public string Explain() => question.Explain();

        public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation) =>
            question.Replay(assignment, cancellation);

        public Settlement Replay(string other, CancellationToken cancellation) => question.Replay(other, cancellation);
    }
}
