using Assay.Cluster.Coordination;
using Assay.Reporting;
using static System.FormattableString;

namespace Assay.Cli.Reporters;

/// <summary>Who works and what waits, for people.</summary>
internal static class ClusterText
{
    private const int NameWidth = 30;
    private const int AboutWidth = 74;
    private const int LabelWidth = 10;

    /// <summary>Writes it.</summary>
    public static void Write(ClusterStatus status, IReportSink sink)
    {
        var fields = new FieldLines(sink, LabelWidth);
        fields.Write("server", status.Server);
        fields.Write("queue", Invariant($"{status.Queued:N0} trials wait or are under way; {status.Rate:0.##} done a second"));
        WriteWorkers(status, sink);
        WriteRuns(status, sink);
    }

    private static void WriteWorkers(ClusterStatus status, IReportSink sink)
    {
        sink.Write(StyledLine.Empty);
        sink.Write(new StyledLine().Add("  ").Column("worker", NameWidth, Tone.Quiet).Add("busy       done  aside  again   a second", Tone.Quiet));
        foreach (var worker in status.Workers)
        {
            var busy = Invariant($"{worker.Busy}/{worker.Cores}");
            sink.Write(new StyledLine().Add("  ").Column(worker.Id, NameWidth).Add(Invariant($"{busy,-6}{worker.Done,9}{worker.Aside,7}{worker.Redelivered,7}{worker.Rate,11:0.##}")));
            if (status.Runs.Any() && status.Runs.All(run => run.Tag != worker.Tag))
                sink.Write(new StyledLine().Add(Invariant($"    is of version {worker.Version}, build {worker.Tag}, for which no run is under way"), Tone.Doubt));
        }

        if (status.Workers.Count == 0)
            sink.Write(new StyledLine().Add("  none; start one: assay worker --join " + status.Joining, Tone.Doubt));
    }

    private static void WriteRuns(ClusterStatus status, IReportSink sink)
    {
        sink.Write(StyledLine.Empty);
        sink.Write(new StyledLine().Add("  ").Column("run", NameWidth, Tone.Quiet).Add("done of     all  aside   a second  time left", Tone.Quiet));
        foreach (var run in status.Runs)
        {
            var left = status.LeftOf(run) is { } time ? Wording.Duration(time) : "?";
            sink.Write(new StyledLine().Add("  ").Column($"{run.Run} {run.Id}", NameWidth).Add(Invariant($"{run.Done,7} {run.Total,7}{run.Aside,7}{run.Rate,11:0.##}  {left}")));
            if (run.About.Length > 0)
                sink.Write(new StyledLine().Add("    ").Column(run.About, AboutWidth, Tone.Quiet));
        }

        if (status.Runs.Count == 0)
            sink.Write(new StyledLine().Add("  none", Tone.Quiet));
    }
}
