using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>The whole story of each claim.</summary>
internal sealed class StoryReporter(IReportSink sink, ClaimRequest request, CommonOptions.Choices choices) : IReporter
{
    private readonly bool _single = IsAboutOneClaim(request);
    private bool _told;

    /// <summary>Whether this is a request about exactly one claim.</summary>
    public static bool IsAboutOneClaim(ClaimRequest request) =>
        request.Documents is [{ Claims: [var claim] } document]
        && request.Problems.Count == 0
        && document.Problems.All(problem => problem.Claim is null || problem.Claim == claim.Name);

    public void Document(DocumentResult document)
    {
        IReadOnlyList<Problem> problems = document.Document.Problems;
        if (document.Results.Count == 0)
        {
            foreach (var problem in problems)
                ProblemLines.Write(sink, problem);
        }

        foreach (var result in document.Results)
        {
            Tell(result, problems);
            problems = [];
        }
    }

    public void Finish(RunReport report)
    {
        if (!_single)
        {
            sink.Write(StyledLine.Empty);
            new CheckReport(sink, 0).Finish(report);
        }
        else if (!_told)
        {
            Tell(new ClaimResult(request.Documents[0].Claims[0], new Interrupted(), report.Elapsed), []);
        }
    }

    private void Tell(ClaimResult result, IReadOnlyList<Problem> problems)
    {
        if (_told)
            sink.Write(StyledLine.Empty);
        _told = true;
        var options = new StoryOptions { Verbose = choices.Verbose, Asked = choices.Domains.CrossCheck, Replay = request.Replay(result.Claim), Note = request.Note };
        new StoryReport(sink, options).Write(result, problems);
    }
}
