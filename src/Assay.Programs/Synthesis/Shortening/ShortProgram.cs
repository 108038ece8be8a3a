namespace Assay.Programs.Synthesis.Shortening;

/// <summary>A program that is proved equal to the function.</summary>
/// <param name="Length">Its instructions.</param>
/// <param name="Text">C# or assembly text.</param>
/// <param name="Covers">For which inputs it is proved equal.</param>
/// <param name="Decider">Who proved it, from the text.</param>
public sealed record ShortProgram(int Length, string Text, string Covers, string Decider);
