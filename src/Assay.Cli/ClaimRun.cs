using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Decides the claims of documents and reports them the way the user asked for.</summary>
internal sealed class ClaimRun(Surroundings surroundings, CommonOptions.Choices choices, IReadOnlyList<IDomain> domains)
{
    /// <summary>Runs and reports.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<ClaimDocument> documents, IReadOnlyList<Problem> problems)
    {
        var runner = new Runner(domains, new RunOptions { BudgetOverride = choices.Budget });
        var sink = surroundings.Sink();
        var check = new CheckReport(sink, CheckReport.NameWidth(documents));
        using var live = new LiveLine(surroundings);
        var report = runner.Run(
            documents,
            live,
            document =>
            {
                live.Erase();
                check.Write(document);
                surroundings.Out.Flush();
            },
            surroundings.Cancellation) with { Problems = problems };
        live.Dispose();
        check.Finish(report);
        return report.ExitCode;
    }
}
