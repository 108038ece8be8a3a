namespace Assay.Cli.Agents;

/// <summary>What an input of a tool looks like.</summary>
internal enum AgentInputKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A matrix: as text, or as rows of numbers.</summary>
    Rows,

    /// <summary>A matrix of one column: as such, or as a list of numbers.</summary>
    Column,
}
