namespace Assay.Reporting;

/// <summary>A piece of a line and what it means.</summary>
/// <param name="Text">The text, free of control characters.</param>
/// <param name="Tone">What it means.</param>
public readonly record struct StyledSpan(string Text, Tone Tone);
