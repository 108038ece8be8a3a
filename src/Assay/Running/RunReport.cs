using Assay.Claims;

namespace Assay.Running;

/// <summary>What became of a whole run.</summary>
/// <param name="Documents">One entry per document that was reached, in order.</param>
/// <param name="Problems">Problems of the request itself, such as a path that does not exist.</param>
/// <param name="Elapsed">Wall-clock time of the run.</param>
/// <param name="WasInterrupted">Whether the user ended it early.</param>
public sealed record RunReport(
    IReadOnlyList<DocumentResult> Documents,
    IReadOnlyList<Problem> Problems,
    TimeSpan Elapsed,
    bool WasInterrupted)
{
    /// <summary>All results in order.</summary>
    public IEnumerable<ClaimResult> Results => Documents.SelectMany(document => document.Results);

    /// <summary>All problems: those of the request, of documents and of claims that cannot be used, unless that was expected.</summary>
    public IEnumerable<Problem> AllProblems =>
        Problems
            .Concat(Documents.SelectMany(document => document.Document.Problems))
            .Concat(Results.Where(result => result.Standing != Standing.AsExpected).Select(result => result.Settlement).OfType<Unusable>().SelectMany(unusable => unusable.Problems));

    /// <summary>The exit code of a process that did this run.</summary>
    public int ExitCode => ExitCodes.Of(this);
}
