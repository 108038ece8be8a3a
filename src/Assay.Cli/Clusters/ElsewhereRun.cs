using Assay.Cli.Terminal;
using Assay.Cluster;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Reporting;
using Assay.Running.Spread;

namespace Assay.Cli.Clusters;

/// <summary>A run whose claims workers decide.</summary>
internal static class ElsewhereRun
{
    /// <summary>Runs and reports.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ClusterAddress address, Func<DomainOptions, ClaimRun> runWith, ClaimRequest request, DomainOptions options, ModelsElsewhere models, Surroundings surroundings) =>
        ClusterProblem.Guard("assay check --on", surroundings, async () =>
        {
            if (options is not { Smt2Folder: null, CertificateFolder: null, Trust: [], CrossCheck: false })
                throw new ClusterException("--smt2, --certificate, --trust and --cross-check need folders and solvers of one machine.", "Leave them out, or leave --on out.");
            using var telemetry = ClusterTelemetry.Start("assay-check", AssayTool.Version);
            await using var link = await ClusterLink.OpenAsync(address, $"assay check {Environment.MachineName}", surroundings.Cancellation).ConfigureAwait(false);
            models.Link = link;
            using var asked = models;
            string? last = null;
            var executor = new ClusterExecutor(link, ToolTrials.Identity(surroundings), Say) { About = About(request) };
            try
            {
                return runWith(options with { Executor = executor }).Run(request with { Spread = new ClaimSpread(executor, ToolTrials.MannerOf(options)) });
            }
            finally
            {
                if (surroundings.Cancellation.IsCancellationRequested && (executor.HasOutcomes || models.HaveOutcomes))
                    Say("What workers have finished stays on the server for a day: the same command goes on from there.");
            }

            // Several runs at once hear the same of the server.
            void Say(string line)
            {
                if (Interlocked.Exchange(ref last, line) != line)
                    surroundings.Error.WriteLine($"assay: {TerminalText.Clean(line)}");
            }
        });

    private static string About(ClaimRequest request) => request.Documents switch
    {
        [] => "",
        [var only] => only.File,
        [var first, ..] => FormattableString.Invariant($"{first.File} and {request.Documents.Count - 1:N0} more"),
    };
}
