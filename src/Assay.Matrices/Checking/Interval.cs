namespace Assay.Matrices.Checking;

/// <summary>Numbers that are not negative, between two that are known.</summary>
/// <param name="Low">They are no less.</param>
/// <param name="High">They are no greater; null where nothing is known.</param>
internal readonly record struct Interval(Fraction Low, Fraction? High)
{
    /// <summary>All numbers that are not negative.</summary>
    public static Interval Unknown => new(0, null);

    /// <summary>The numbers in both.</summary>
    public Interval And(Interval other) => new(
        Fraction.Max(Low, other.Low), High is { } a && other.High is { } b ? Fraction.Min(a, b) : High ?? other.High);

    /// <summary>All products.</summary>
    public Interval Times(Interval other) => new(Low * other.Low, High * other.High);

    /// <summary>Those, none of which is less than 1.</summary>
    public Interval AtLeastOne() => this with { Low = Fraction.Max(Low, 1) };

    /// <summary>1 over them.</summary>
    public Interval Reciprocal() => new(High is { IsZero: false } high ? 1 / high : 0, Low.IsZero ? null : 1 / Low);

    /// <inheritdoc/>
    public override string ToString() => $"{Low} to {High?.ToString() ?? "infinity"}";

}
