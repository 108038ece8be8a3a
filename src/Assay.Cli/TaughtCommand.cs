using System.CommandLine;

namespace Assay.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class TaughtCommand(string name, string description) : Command(name, description), ITaught
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; init; } = [];
}

/// <summary>Something that teaches by example.</summary>
internal interface ITaught
{
    /// <summary>Command lines and what each does.</summary>
    IReadOnlyList<(string Line, string Meaning)> Examples { get; }
}
