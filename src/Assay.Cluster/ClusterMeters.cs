using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Assay.Cluster;

/// <summary>What can be observed from outside: a meter and a source of activities, both named <c>Assay.Cluster</c>.</summary>
internal static class ClusterMeters
{
    /// <summary>The name of both.</summary>
    public const string Name = "Assay.Cluster";

    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<object, long> QueueDepths = new();

    static ClusterMeters() => Meter.CreateObservableGauge("assay.queue.depth", () => QueueDepths.Values.Sum(), "{trial}", "Trials of the runs here that wait or are under way.");

    /// <summary>Activities: one for each trial on a worker, one for each run on a coordinator.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Seconds that trials took on this worker.</summary>
    public static Histogram<double> TrialSeconds { get; } = Meter.CreateHistogram<double>("assay.trial.duration", "s", "Time that a trial took.");

    /// <summary>Trials that came again because nobody acknowledged them.</summary>
    public static Counter<long> Redeliveries { get; } = Meter.CreateCounter<long>("assay.trial.redeliveries", "{trial}", "Trials that were delivered again.");

    /// <summary>Trials set aside.</summary>
    public static Counter<long> SetAside { get; } = Meter.CreateCounter<long>("assay.trial.set_aside", "{trial}", "Trials that have no result.");

    /// <summary>How many trials of a run wait or are under way; 0 at its end.</summary>
    public static void QueueIs(object run, long depth)
    {
        if (depth > 0)
            QueueDepths[run] = depth;
        else
            QueueDepths.TryRemove(run, out _);
    }
}
