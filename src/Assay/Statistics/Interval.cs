namespace Assay.Statistics;

/// <summary>An interval of numbers, both ends included.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a number lies inside.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The numbers in both; empty, with the lower end above the upper, where there are none.</summary>
    public Interval And(Interval other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));
}
