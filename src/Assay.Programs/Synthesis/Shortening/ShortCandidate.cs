namespace Assay.Programs.Synthesis.Shortening;

/// <summary>A program that nobody could decide about.</summary>
/// <param name="Length">Its instructions.</param>
/// <param name="Text">C# or assembly text.</param>
/// <param name="Reason">Why not.</param>
public sealed record ShortCandidate(int Length, string Text, string Reason);
