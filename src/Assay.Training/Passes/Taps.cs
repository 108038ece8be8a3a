using System.Collections.Concurrent;

namespace Assay.Training.Passes;

/// <summary>Which entries of an image with a rim of zeros are weighed for each pixel, and by which weights: runs of neighbours.</summary>
/// <remarks>
/// Entry (row, pixel) of what is made is the sum over runs, and over the places of each, in this order, of weight (row, run, place) times the entry that
/// lies as far from the pixel as run and place say.
/// </remarks>
internal sealed class Taps
{
    private Taps(int rows, int rowStride, int weightStep, int kernel, int planes, int height, int width)
    {
        (Rows, RowStride, WeightStep, Length, Height, Width) = (rows, rowStride, weightStep, kernel, height, width);
        Pitch = width + kernel - 1;
        Plane = Pitch * (height + kernel - 1);
        Factors = checked(planes * Plane);
        (WeightRuns, FactorRuns) = (new int[planes * kernel], new int[planes * kernel]);
        for (var run = 0; run < FactorRuns.Length; run++)
        {
            FactorRuns[run] = (run / kernel * Plane) + (run % kernel * Pitch);
        }
    }

    /// <summary>Channels that are made.</summary>
    public int Rows { get; }

    /// <summary>From the weights of one row to those of the next.</summary>
    public int RowStride { get; }

    /// <summary>Where the weights of each run start.</summary>
    public int[] WeightRuns { get; }

    /// <summary>How far the entries of each run start from the pixel.</summary>
    public int[] FactorRuns { get; }

    /// <summary>Places of each run.</summary>
    public int Length { get; }

    /// <summary>From one weight of a run to the next.</summary>
    public int WeightStep { get; }

    /// <summary>Rows of pixels that are made.</summary>
    public int Height { get; }

    /// <summary>Pixels of each.</summary>
    public int Width { get; }

    /// <summary>Entries of a row of pixels with its rim.</summary>
    public int Pitch { get; }

    /// <summary>Entries of a channel with its rim.</summary>
    public int Plane { get; }

    /// <summary>Entries of an image with its rim.</summary>
    public int Factors { get; }

    /// <summary>The starts of runs, weights first, for each distance between weights that was asked for: as sums want them.</summary>
    public ConcurrentDictionary<int, int[]> Tables { get; } = new();

    /// <summary>Entries that are made of an image.</summary>
    public int Targets => Rows * Height * Width;

    /// <summary>A convolution with weights that lie in the order: channel made, channel given, row, column.</summary>
    public static Taps Forward(int made, int given, int kernel, int height, int width)
    {
        var taps = new Taps(made, given * kernel * kernel, 1, kernel, given, height, width);
        for (var run = 0; run < taps.WeightRuns.Length; run++)
        {
            taps.WeightRuns[run] = run * kernel;
        }

        return taps;
    }

    /// <summary>Takes derivatives along what a convolution made to those along what it was given: the same weights, turned by half a turn.</summary>
    public static Taps Backward(int made, int given, int kernel, int height, int width)
    {
        var taps = new Taps(given, kernel * kernel, -1, kernel, made, height, width);
        for (var run = 0; run < taps.WeightRuns.Length; run++)
        {
            var (channel, row) = (run / kernel, kernel - 1 - (run % kernel));
            taps.WeightRuns[run] = (((channel * given * kernel) + row) * kernel) + kernel - 1;
        }

        return taps;
    }
}
