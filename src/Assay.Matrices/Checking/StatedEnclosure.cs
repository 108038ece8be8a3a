namespace Assay.Matrices.Checking;

/// <summary>An enclosure that a report states: two numbers, where null stands for infinity.</summary>
internal sealed record StatedEnclosure(double? Low, double? High, string Path)
{
    /// <summary>Whether only infinity is inside.</summary>
    public bool IsInfinite => Low is null && High is null;

    /// <summary>Reads one.</summary>
    /// <exception cref="MalformedReportException">It is none.</exception>
    public static StatedEnclosure Read(ReportNode node)
    {
        var ends = node.Items(2);
        var (low, high) = (ends[0].DoubleOrInfinite(), ends[1].DoubleOrInfinite());
        return (low is null && high is not null) || low > high ? throw node.Wrong("The ends are in the wrong order.") : new StatedEnclosure(low, high, node.Path);
    }

    /// <summary>Whether it holds everything that evidence leaves possible.</summary>
    public StatementVerdict Holds(Interval possible) =>
        Low is { } low && Fraction.Of(low) <= possible.Low && (High is not { } high || possible.High <= Fraction.Of(high)) ? new Verified()
        : new Rejected($"{Path}: the report states {this}, and its evidence leaves {possible}.");

    /// <inheritdoc/>
    public override string ToString() => Text(Low) + " to " + Text(High);

    private static string Text(double? end) => end is { } value ? Fraction.Of(value).ToString() : "infinity";
}
