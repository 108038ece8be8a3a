using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>The whole story of the one claim there is.</summary>
internal sealed class StoryReporter(IReportSink sink, Claim claim, StoryOptions options) : IReporter
{
    private readonly StoryReport _story = new(sink, options);
    private bool _told;

    /// <summary>Whether this is a request about exactly one claim.</summary>
    public static bool Fits(ClaimRequest request) =>
        request.Documents is [{ Claims: [var claim] } document]
        && request.Problems.Count == 0
        && document.Problems.All(problem => problem.Claim is null || problem.Claim == claim.Name);

    public void Document(DocumentResult document)
    {
        foreach (var result in document.Results)
        {
            _story.Write(result, document.Document.Problems);
            _told = true;
        }
    }

    public void Finish(RunReport report)
    {
        if (!_told)
            _story.Write(new ClaimResult(claim, new Interrupted(), report.Elapsed), []);
    }
}
