using Assay.Claims;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>What came out: <see cref="ShortenRefused"/> or <see cref="Shortened"/>.</summary>
public abstract record ShortenAnswer
{
    private protected ShortenAnswer()
    {
    }
}

/// <summary>The request cannot be used.</summary>
/// <param name="Problems">What has to be repaired.</param>
public sealed record ShortenRefused(IReadOnlyList<Problem> Problems) : ShortenAnswer;
