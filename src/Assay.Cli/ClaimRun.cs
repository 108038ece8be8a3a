using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Decides the claims of a request and reports them the way the user asked for.</summary>
internal sealed class ClaimRun(Surroundings surroundings, CommonOptions.Choices choices, IReadOnlyList<IDomain> domains)
{
    /// <summary>Runs and reports.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ClaimRequest request)
    {
        var runner = new Runner(domains, new RunOptions { BudgetOverride = choices.Budget });
        var reporter = ReporterFor(request);
        using var live = new LiveLine(surroundings);
        var report = runner.Run(
            request.Documents,
            live,
            document =>
            {
                live.Erase();
                Keep(request, document);
                reporter.Document(document);
                surroundings.Out.Flush();
            },
            surroundings.Cancellation) with
        { Problems = request.Problems };
        live.Dispose();
        reporter.Finish(report);
        return report.ExitCode;
    }

    private IReporter ReporterFor(ClaimRequest request)
    {
        if (choices.Json)
            return new JsonReporter(surroundings.Out, request.Replay);
        return choices.Verbose || StoryReporter.IsAboutOneClaim(request)
            ? new StoryReporter(surroundings.Sink(), request, choices)
            : new ListReporter(surroundings.Sink(), request.Documents);
    }

    private void Keep(ClaimRequest request, DocumentResult document)
    {
        if (!request.Keeps || choices.NoStore)
            return;
        foreach (var result in document.Results)
            ReplayStore.Save(document.Document, result);
    }
}
