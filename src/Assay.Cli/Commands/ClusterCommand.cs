using System.CommandLine;
using Assay.Cli.Clusters;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay cluster status</c>: who works, what waits, how long it takes.</summary>
internal static class ClusterCommand
{
    // Somebody looks at the screen.
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(6);

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("cluster", "Look at the machines that work together.") { CreateStatus(surroundings) };
        return command;
    }

    private static TaughtCommand CreateStatus(Surroundings surroundings)
    {
        var server = new ClusterOptions("--on", "The NATS server with JetStream, as in nats://host:4222.", isRequired: true);
        var json = new Option<bool>("--json") { Description = "Write the status as JSON and nothing else." };
        var command = new TaughtCommand("status", "Show workers, runs and what waits.")
        {
            Examples =
            [
                ("assay cluster status --on nats://host:4222", "workers, runs, and what waits"),
                ("assay cluster status --on nats://host:4222 --json", "the same for programs"),
            ],
        };
        server.AddTo(command);
        command.Options.Add(json);
        command.SetAction(result => ClusterProblem.Guard("assay cluster", surroundings, async () =>
        {
            await using var link = await ClusterLink.OpenAsync(server.Read(result)!, "assay cluster status", surroundings.Cancellation, RequestTime).ConfigureAwait(false);
            var status = await ClusterStatus.AskAsync(link, surroundings.Cancellation).ConfigureAwait(false);
            if (result.GetValue(json))
                ClusterJson.Write(status, surroundings.Out);
            else
                ClusterText.Write(status, surroundings.Sink());
            return ExitCodes.AsExpected;
        }));
        return command;
    }
}
