using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Cluster.Coordination;

namespace Assay.Cli.Reporters;

/// <summary>Who works and what waits, for machines; <c>docs/cluster.md</c> explains every field.</summary>
internal static class ClusterJson
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-cluster-status/1";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it.</summary>
    public static void Write(ClusterStatus status, TextWriter writer) => writer.Write(JsonSerializer.Serialize(
        new
        {
            Schema,
            status.Server,
            status.Queued,
            Rate = Math.Round(status.Rate, 3),
            Workers = status.Workers.Select(worker => new
            {
                worker.Id,
                worker.Version,
                Build = worker.Tag,
                worker.Processor,
                worker.Cores,
                worker.Busy,
                worker.Done,
                SetAside = worker.Aside,
                worker.Redelivered,
                Rate = Math.Round(worker.Rate, 3),
                Seconds = Math.Round(worker.Seconds, 1),
            }),
            Runs = status.Runs.Select(run => new
            {
                run.Run,
                Coordinator = run.Id,
                run.About,
                run.Version,
                Build = run.Tag,
                run.Total,
                run.Done,
                SetAside = run.Aside,
                Rate = Math.Round(run.Rate, 3),
                SecondsLeft = status.LeftOf(run) is { } left ? Math.Round(left.TotalSeconds, 1) : (double?)null,
            }),
        },
        Readable) + "\n");
}
