namespace Assay.Server;

/// <summary>What one server gives away, and what one submission may use of it.</summary>
public sealed record ServeLimits
{
    /// <summary>The largest document, in bytes of UTF-8.</summary>
    public int TextBytes { get; init; } = 256 << 10;

    /// <summary>The time for all claims of a submission together.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time for looking at a text while it is written.</summary>
    public TimeSpan LookTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of memory that the process of a submission may have.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>How many submissions are decided at a time.</summary>
    public int Places { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How many submissions may wait.</summary>
    public int Waiting { get; init; } = 200;

    /// <summary>How many submissions of one client may wait.</summary>
    public int WaitingPerClient { get; init; } = 100;

    /// <summary>How many runs the history keeps; the oldest are left out.</summary>
    public int History { get; init; } = 5000;
}
