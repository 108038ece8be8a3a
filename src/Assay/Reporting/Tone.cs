namespace Assay.Reporting;

/// <summary>What a piece of text means to its reader; a sink chooses colours. Never the only carrier of a meaning.</summary>
public enum Tone
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>A heading or a name.</summary>
    Strong,

    /// <summary>Secondary text.</summary>
    Quiet,

    /// <summary>As expected.</summary>
    Good,

    /// <summary>Different from what was expected.</summary>
    Bad,

    /// <summary>Open.</summary>
    Doubt,

    /// <summary>Something to repair.</summary>
    Alarm,
}
