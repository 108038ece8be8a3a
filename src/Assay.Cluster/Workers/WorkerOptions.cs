namespace Assay.Cluster.Workers;

/// <summary>How a worker works.</summary>
internal sealed record WorkerOptions
{
    /// <summary>How many trials it does at a time.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Time without a sign of life after which a worker counts as lost, and its trials are given to others. What the first worker of a build says holds as long as there is one.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a trial may take here, whatever it says itself.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>How long trials that are under way may go on when the worker is to end.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
