namespace Assay.Reporting;

/// <summary>What a story tells beside the result itself.</summary>
public sealed record StoryOptions
{
    /// <summary>Whether nothing is cut, and every decider that was asked is heard.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether every decider that was asked is heard, also when little else is told.</summary>
    public bool Asked { get; init; }

    /// <summary>The command line that shows the same again, or null when there is none.</summary>
    public string? Replay { get; init; }

    /// <summary>Something the user should know about how the answer came to be, as one sentence; or null.</summary>
    public string? Note { get; init; }
}
