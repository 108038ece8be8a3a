using Assay.Server.Runs;
using Assay.Server.Work;

namespace Assay.Server.History;

/// <summary>A run as the history keeps it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="At">When it was submitted.</param>
/// <param name="Version">The version of Assay that decided it.</param>
/// <param name="Title">The first heading, or what the first claim says.</param>
/// <param name="State">Where it is; <see cref="RunState.Running"/> also for one whose server ended before it did.</param>
/// <param name="Verdicts">What came out, claim by claim.</param>
internal sealed record StoredRun(string Id, DateTimeOffset At, string Version, string Title, RunState State, IReadOnlyList<ShownVerdict> Verdicts)
{
    /// <summary>How it ended where that needs a word.</summary>
    public string? Note { get; init; }

    /// <summary>The document; empty in lists.</summary>
    public string Text { get; init; } = "";

    /// <summary>The result to read; empty in lists.</summary>
    public string Html { get; init; } = "";

    /// <summary>The report for machines; empty in lists.</summary>
    public string Report { get; init; } = "";
}
