using System.IO.Compression;

namespace Assay.Training.Data;

/// <summary>
/// 1,797 handwritten digits of 8 by 8 pixels: the test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin and
/// C. Kaynak, UCI Machine Learning Repository, 1998, doi 10.24432/C50P49, CC BY 4.0).
/// </summary>
/// <remarks>
/// A pixel is a count from 0 to 16, here divided by 16, which is exact: inputs go from 0 to 1. The samples are stored in a
/// fixed random order, so that the first of them are a fair part. The datasets are shared; nobody writes to them.
/// </remarks>
public static class Digits
{
    private const int Count = 1797;
    private const int Pixels = 64;
    private const int TestCount = 500;

    private static readonly Lazy<Dataset> Loaded = new(Load);

    private static readonly Lazy<Split> Parts = new(() => new Split(All.Select([.. Enumerable.Range(0, Count - TestCount)]), All.Select([.. Enumerable.Range(Count - TestCount, TestCount)])));

    /// <summary>All samples, inputs [64], 10 classes.</summary>
    public static Dataset All => Loaded.Value;

    /// <summary>The first 1,297 samples to learn from and the last 500 to test on.</summary>
    public static Split Standard => Parts.Value;

    private static Dataset Load()
    {
        using var resource = typeof(Digits).Assembly.GetManifestResourceStream("digits.bin.gz")!;
        using var unpacked = new GZipStream(resource, CompressionMode.Decompress);
        var inputs = new float[Count * Pixels];
        var labels = new int[Count];
        var sample = new byte[Pixels + 1];
        for (var i = 0; i < Count; i++)
        {
            unpacked.ReadExactly(sample);
            for (var j = 0; j < Pixels; j++)
            {
                inputs[(i * Pixels) + j] = sample[j] / 16f;
            }

            labels[i] = sample[Pixels];
        }

        return new Dataset([Pixels], inputs, labels, 10);
    }
}
