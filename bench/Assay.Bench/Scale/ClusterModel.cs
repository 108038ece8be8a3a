namespace Assay.Bench.Scale;

/// <summary>What a cluster is made of, for <see cref="ClusterSimulation"/>. Times are seconds.</summary>
internal sealed record ClusterModel
{
    /// <summary>How many workers there are.</summary>
    public required int Workers { get; init; }

    /// <summary>How many trials each does at a time.</summary>
    public required int Cores { get; init; }

    /// <summary>How many trials there are.</summary>
    public required int Trials { get; init; }

    /// <summary>How long the trial of a number takes on a worker of usual speed.</summary>
    public required Func<int, double> Length { get; init; }

    /// <summary>The mean of <see cref="Length"/>.</summary>
    public required double MeanLength { get; init; }

    /// <summary>How much longer a trial takes on a worker; 1 is usual.</summary>
    public Func<int, double> Slowness { get; init; } = _ => 1;

    /// <summary>Processor time of the server for a trial, from the first message to the last; measured by <see cref="ClusterTable"/>. It counts as that of one thread: a stream is written by one at a time.</summary>
    public double ServerTime { get; init; } = 210e-6;

    /// <summary>The same of the coordinator.</summary>
    public double CoordinatorTime { get; init; } = 84e-6;

    /// <summary>The same of a worker, beside the trial itself.</summary>
    public double WorkerTime { get; init; } = 529e-6;

    /// <summary>Time that a message is under way, in one direction.</summary>
    public double Latency { get; init; } = 100e-6;

    /// <summary>Bytes of a trial with its headers; it passes the server's cable twice, in and out.</summary>
    public int TrialBytes { get; init; } = 1000;

    /// <summary>Bytes of a result with its headers; it passes twice too.</summary>
    public int ResultBytes { get; init; } = 600;

    /// <summary>Bytes a second that the server's cable carries in each direction.</summary>
    public double Bandwidth { get; init; } = 125e6;

    /// <summary>Seconds after which a worker says that it still works on a trial.</summary>
    public double Beat { get; init; } = 10;

    /// <summary>Whether idle workers get copies of the last trials.</summary>
    public bool CopiesLast { get; init; } = true;

    /// <summary>How many trials a lane takes at once: as many as last 50 ms, but no more than 64.</summary>
    public int Batch => Math.Clamp((int)(0.05 / (MeanLength + WorkerTime)), 1, 64);

    /// <summary>The server's time for one message. A trial is queued, given out and acknowledged, and its result stored and passed on: that is five.</summary>
    public double MessageTime => ServerTime / 5;

    /// <summary>All lanes.</summary>
    public int Lanes => Workers * Cores;

    /// <summary>Trials a second that the model cannot exceed, and what stands in the way: the calculation on paper.</summary>
    public (double Rate, string Limit) Bound()
    {
        // Beside its own five messages a trial has a share of the request for its batch, and one for each time that its worker says it still works.
        var server = ServerTime + (MessageTime / Batch) + (Math.Floor(MeanLength / Beat) * MessageTime);
        return new[]
        {
            (Lanes / (MeanLength + WorkerTime), "the trials"),
            (1 / server, "the server"),
            (1 / CoordinatorTime, "the coordinator"),
            (Bandwidth / (TrialBytes + ResultBytes), "the network"),
        }.MinBy(limit => limit.Item1);
    }
}
