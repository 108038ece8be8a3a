using Assay.Claims;

namespace Assay.Reporting.Notices;

/// <summary>What a system that runs checks can show beside a line of a file.</summary>
/// <param name="Rule">The outcome, or <c>unusable</c>, <c>fault</c> or <c>problem</c>.</param>
/// <param name="Kind">How it is to be taken.</param>
/// <param name="Place">Where it starts.</param>
/// <param name="EndLine">The last line it is about, counted from 1; 0 for the file as a whole.</param>
/// <param name="Title">A few words.</param>
/// <param name="Text">All that is to be said, in a few lines.</param>
internal sealed record Notice(string Rule, NoticeKind Kind, Place Place, int EndLine, string Title, string Text)
{
    /// <summary>The claim that it is about, or null.</summary>
    public string? Claim { get; init; }

    /// <summary>What is wrong with a request or a document, or with one of its blocks.</summary>
    public static Notice Of(Problem problem) => new(
        "problem",
        NoticeKind.Error,
        problem.Place,
        problem.Place.Line,
        problem.Claim is { } claim ? $"{claim}: to repair" : "To repair",
        problem.Advice is { } advice ? $"{problem.Message}\n{advice}" : problem.Message)
    {
        Claim = problem.Claim,
    };
}
