using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Some rows of pixels of an image. All distances count floats.</summary>
/// <param name="Count">How many.</param>
/// <param name="Width">Pixels of each.</param>
/// <param name="SlopeLine">From the slopes of one to those of the next.</param>
/// <param name="FactorLine">From the factors of one to those of the next.</param>
/// <param name="SlopeRow">From the slopes of one channel to those of the next.</param>
/// <param name="SumRow">From the sums of one channel to those of the next.</param>
internal readonly record struct TapRows(int Count, int Width, int SlopeLine, int FactorLine, nint SlopeRow, nint SumRow)
{
    /// <summary>So many rows of pixels.</summary>
    public TapRows(Taps taps, int count)
        : this(
            count,
            taps.Width,
            taps.Width * Lanes.Count,
            taps.Pitch * Lanes.Count,
            taps.Height * taps.Width * Lanes.Count,
            taps.FactorRuns.Length * taps.Length * Lanes.Count)
    {
    }
}
