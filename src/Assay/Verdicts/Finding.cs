namespace Assay.Verdicts;

/// <summary>Something found that repairs or sharpens a claim.</summary>
/// <param name="What">What it is, such as <c>weakest assumption</c>.</param>
/// <param name="Text">The finding as a person would write it, or <c>none</c>.</param>
/// <param name="Reason">What is known about it, as one sentence: for example why no weaker one exists.</param>
public sealed record Finding(string What, string Text, string Reason);
