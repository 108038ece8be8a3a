namespace Assay.Programs.Synthesis.Shortening;

/// <summary>What was tried of one length.</summary>
/// <param name="Length">The number of instructions.</param>
/// <param name="Programs">How many programs were compared with the function; those with equal values are counted once.</param>
/// <param name="Tests">On how many inputs.</param>
/// <param name="IsComplete">Whether all of this length were tried.</param>
/// <param name="Cost">How long it took.</param>
public sealed record ShortenLevel(int Length, long Programs, int Tests, bool IsComplete, TimeSpan Cost);
