using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Reporting.Json;
using Assay.Running;
using Assay.Running.Stored;

namespace Assay.Cli;

/// <summary>Decides the claims of a request and reports them the way the user asked for.</summary>
internal sealed class ClaimRun(Surroundings surroundings, CommonOptions.Choices choices, IReadOnlyList<IDomain> domains)
{
    /// <summary>Runs and reports.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ClaimRequest request)
    {
        request = surroundings.Replay is { } replay ? request with { Replay = replay } : request;
        var runner = new Runner(domains, new RunOptions { BudgetOverride = choices.Budget, MostBudget = surroundings.MostBudget, Verdicts = Verdicts(request), Spread = request.Spread });
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
        surroundings.Machine?.Write(JsonReport.Of(report, request.Replay));
        return Leave(request, report);
    }

    // Where files are asked for that come of deciding, everything is decided; and where solvers count, whose versions no key holds. A cache that lies with
    // the claims may come from their author.
    private VerdictStore? Verdicts(ClaimRequest request) =>
        request.Remembers && !choices.NoStore && choices.Domains is { Smt2Folder: null, CertificateFolder: null, Trust: [], CrossCheck: false } asked
            && surroundings.Cache is { } folder && CacheFolder.IsApart(folder, [surroundings.Folder, .. request.Documents.Select(document => document.File)])
            ? new VerdictStore(Path.Combine(folder, "verdicts"), asked.Manner, request.IsFresh)
            : null;

    // A report that could not be written must not look like one that was; what is worse still counts more.
    private int Leave(ClaimRequest request, RunReport report)
    {
        var problems = request.Reports.Write(report, request.Replay, surroundings);
        var sink = new PlainSink(surroundings.Error, surroundings.Width);
        foreach (var problem in problems)
            ProblemLines.Write(sink, problem);
        return problems.Count == 0 || report.ExitCode is ExitCodes.Interrupted or ExitCodes.Fault ? report.ExitCode : ExitCodes.Unusable;
    }

    private IReporter ReporterFor(ClaimRequest request)
    {
        var main = MainReporterFor(request);

        // Standard output holds nothing but the JSON document; GitHub reads commands from both.
        return request.Reports.IsGitHub
            ? new GitHubReporter(main, choices.Json ? surroundings.Error : surroundings.Out, request.Replay, request.Reports.Root(surroundings))
            : main;
    }

    private IReporter MainReporterFor(ClaimRequest request)
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
