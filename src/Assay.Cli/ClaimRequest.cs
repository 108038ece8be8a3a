using Assay.Claims;
using Assay.Reporting;
using Assay.Running.Spread;

namespace Assay.Cli;

/// <summary>What a command asks to be decided.</summary>
/// <param name="Documents">The claims.</param>
/// <param name="Problems">What is wrong with the request itself.</param>
internal sealed record ClaimRequest(IReadOnlyList<ClaimDocument> Documents, IReadOnlyList<Problem> Problems)
{
    /// <summary>The command line that shows the result of a claim again.</summary>
    public Func<Claim, string?> Replay { get; init; } = claim => ShellWord.Line(["assay", "replay", claim.Reference]);

    /// <summary>Whether counterexamples and witnesses are kept beside the documents.</summary>
    public bool Keeps { get; init; }

    /// <summary>Whether verdicts of earlier runs are kept and taken.</summary>
    public bool Remembers { get; init; }

    /// <summary>Whether none is taken, so that everything is decided again.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Where claims are decided when it is not this process; null for here.</summary>
    public ClaimSpread? Spread { get; init; }

    /// <summary>Where reports go beside the one on standard output.</summary>
    public ReportChoices Reports { get; init; } = new();

    /// <summary>How the answer comes to be, when that needs a word.</summary>
    public string? Note { get; init; }
}
