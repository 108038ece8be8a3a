namespace Assay.Claims;

/// <summary>Something a user has to repair: what is wrong, where, and what to do.</summary>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong, as one sentence.</param>
/// <param name="Advice">What to do, or null when the message says it all.</param>
public sealed record Problem(Place Place, string Message, string? Advice = null)
{
    /// <summary>The claim whose block has the problem, or null when it concerns the whole document.</summary>
    public string? Claim { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Advice is null ? $"{Place}: {Message}" : $"{Place}: {Message} {Advice}";
}
