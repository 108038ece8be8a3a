namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>What came out of one length.</summary>
/// <param name="IsComplete">Whether the time sufficed. Where there are differences it must be gone through again all the same.</param>
/// <param name="Found">A program that is equal to the function, or null.</param>
/// <param name="Differences">New tests, on which programs differ that passed the old ones.</param>
/// <param name="Open">Programs that pass all tests and could not be decided, with the reasons.</param>
/// <param name="Programs">How many programs were tried.</param>
internal sealed record LevelResult(
    bool IsComplete,
    (ExpressionProgram Program, Same Proof)? Found,
    IReadOnlyList<TestCase> Differences,
    IReadOnlyList<(ExpressionProgram Program, string Reason)> Open,
    long Programs);
