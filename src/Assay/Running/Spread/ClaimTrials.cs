using System.Diagnostics;
using Assay.Claims;
using Assay.Running.Stored;
using Assay.Trials;

namespace Assay.Running.Spread;

/// <summary>Trials that decide one claim of a document each.</summary>
/// <param name="createDomains">Makes the domains for options that answers depend on; they let claims name no file.</param>
public sealed class ClaimTrials(Func<string, IReadOnlyList<IDomain>> createDomains) : ITrialKind
{
    /// <summary>The name of this kind.</summary>
    public const string KindName = "claim";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public void WarmUp() => Decide(new ClaimInput("exercise.md", ExerciseClaim.Text, ExerciseClaim.Line, Budget.Default, ""), CancellationToken.None);

    /// <inheritdoc/>
    public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var settlement = Decide(ClaimInput.Read(input.Span), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return BroughtInput.Write(input.Span, StoredSettlement.Write(settlement, clock.Elapsed));
    }

    /// <summary>What a claim was settled as, and the time it took.</summary>
    /// <param name="input">What was to be decided. A proof may hang on it, so the result brings it.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidDataException">This is no result of that trial.</exception>
    internal static (Settlement Settlement, TimeSpan Elapsed) ReadResult(ReadOnlySpan<byte> input, ReadOnlySpan<byte> result) =>
        StoredSettlement.Read(BroughtInput.Read(input, result)) ?? throw new InvalidDataException("A worker sent an answer that cannot be read.");

    private Settlement Decide(ClaimInput input, CancellationToken cancellation)
    {
        var domains = createDomains(input.Manner);
        var document = new ClaimDocumentReader(domains).ReadText(input.File, input.Text);
        List<Claim> claims = [.. document.Claims.Where(claim => claim.Place.Line == input.Line)];
        if (claims.Count != 1)
            throw new InvalidDataException($"There is no claim in line {input.Line}.");
        var runner = new Runner(domains, new RunOptions());
        var (_, question, obstacle) = runner.Understand(document with { Claims = claims }, cancellation).Claims[0];
        return obstacle ?? runner.Decide(question!, input.Budget, NoProgress.Instance, cancellation);
    }

    private sealed class NoProgress : IProgress<ProgressReport>
    {
        public static NoProgress Instance { get; } = new();

        public void Report(ProgressReport value)
        {
        }
    }
}
