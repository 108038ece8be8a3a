namespace Assay.Programs.Synthesis.Shortening;

/// <summary>An input with the function's results for it.</summary>
/// <param name="Input">A value for each input.</param>
/// <param name="Result">The result.</param>
public sealed record ShortenTest(string Input, string Result);
