namespace Assay.Training.Passes;

/// <summary>Taps with weights at a place among the parameters.</summary>
/// <param name="Taps">The taps.</param>
/// <param name="Start">The place of the first weight.</param>
/// <param name="Stride">How far one weight is from the next: 2 where derivatives lie between them.</param>
internal readonly record struct Filter(Taps Taps, int Start, int Stride)
{
    /// <summary>The place of a weight.</summary>
    public int Place(int row, int run, int place) => Start + (Stride * ((row * Taps.RowStride) + Taps.WeightRuns[run] + (place * Taps.WeightStep)));

    /// <summary>Makes sure that all weights lie among so many parameters.</summary>
    public void Check(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Stride);
        var most = (Taps.Rows - 1L) * Taps.RowStride;
        most += Taps.WeightRuns.Max() + Math.Max(0, (Taps.Length - 1) * Taps.WeightStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Start + (Stride * most), count);
    }
}
