namespace Assay.Programs.Synthesis.Shortening;

/// <summary>What the search found and excluded.</summary>
public sealed record Shortened : ShortenAnswer
{
    /// <summary>The function.</summary>
    public required string Function { get; init; }

    /// <summary>How many operations or instructions it has.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>The instructions that programs were made of.</summary>
    public required IReadOnlyList<string> Instructions { get; init; }

    /// <summary>The constants, or the registers of an assembly function.</summary>
    public required IReadOnlyList<string> Operands { get; init; }

    /// <summary>Whether the function is assembly text, so that operands are registers.</summary>
    public bool IsAssembly { get; init; }

    /// <summary>What is assumed of the inputs.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>The shortest program that was found, or null.</summary>
    public ShortProgram? Shortest { get; init; }

    /// <summary>No program with fewer instructions than this is equal to the function.</summary>
    public required int NothingBelow { get; init; }

    /// <summary>Whether no program of any length is equal to the function: everything that can be reached was.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>Whether the search went as far as it was to go, not only as far as the budget lasted.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What was tried, by length.</summary>
    public required IReadOnlyList<ShortenLevel> Levels { get; init; }

    /// <summary>The inputs that tell programs apart, with the function's results: with them anyone can search again.</summary>
    public required IReadOnlyList<ShortenTest> Tests { get; init; }

    /// <summary>Programs that agree on all tests and could not be decided.</summary>
    public IReadOnlyList<ShortCandidate> Candidates { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>Whether the shortest program is proved to be the shortest.</summary>
    public bool IsShortest => Shortest is { } program && program.Length == NothingBelow;
}
