namespace Assay.Programs.Frontends.Alive;

/// <summary>Thrown where the text of a rewrite cannot be understood.</summary>
/// <param name="offset">Where in the text of the rewrite.</param>
/// <param name="message">What is wrong, as one sentence.</param>
/// <param name="advice">What to do.</param>
internal sealed class RewriteException(int offset, string message, string? advice = null) : Exception(message)
{
    public int Offset { get; } = offset;

    public string? Advice { get; } = advice;

    /// <summary>The word for what Assay does not decide, such as <c>load</c>; null when the text itself is wrong.</summary>
    public string? Unsupported { get; init; }
}
