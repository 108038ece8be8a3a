namespace Assay.Matrices.Certified;

/// <summary>What rounding to nearest can have changed, bounded a priori: the same bound on every processor.</summary>
internal static class Rounding
{
    /// <summary>Half the distance from 1 to the next double: the relative error of one operation.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>More than all that underflow can take from a sum of products.</summary>
    public static readonly double Tiny = Math.ScaleB(1, -1000);

    /// <summary>A bound for the relative error of sums in which every product passes so many operations (Higham, Accuracy and Stability of Numerical Algorithms, 2002, Lemma 3.1).</summary>
    public static double Gamma(int operations) => operations * Unit / (1 - (operations * Unit)) * (1 + (4 * Unit));

    /// <summary>The most operations that a product passes on its way into an entry of a product of matrices, <see cref="Kernels.Gemm{TFinish}"/>.</summary>
    /// <remarks>Sums have at least 192 and at most 256 products each, as <see cref="Kernels.ITile.MostProducts"/> says; the bound holds for both.</remarks>
    public static int Operations(int inner)
    {
        const int Fewest = 192;
        const int Most = 256;
        return Math.Min(inner, Most) + ((inner + Fewest - 1) / Fewest);
    }

    /// <summary>No less than the number that was rounded to nearest.</summary>
    public static double Up(double value) => Math.BitIncrement(value);

    /// <summary>No more than the number that was rounded to nearest, and not below zero where that was none.</summary>
    public static double Down(double value) => value == 0 ? 0 : Math.BitDecrement(value);

    /// <summary>No less than the sum of numbers that are not negative.</summary>
    public static double SumUp(ReadOnlySpan<double> terms)
    {
        var sum = 0.0;
        foreach (var term in terms)
        {
            sum += term;
        }

        return sum * (1 + (2 * (terms.Length + 1) * Unit));
    }

    /// <summary>No less than the Euclidean length.</summary>
    public static double LengthUp(ReadOnlySpan<double> vector) =>
        Math.Sqrt((SquaredLength(vector) * (1 + (4 * vector.Length * Unit))) + (vector.Length * Tiny)) * (1 + (4 * Unit));

    /// <summary>No more than the Euclidean length.</summary>
    public static double LengthDown(ReadOnlySpan<double> vector) =>
        Math.Sqrt(Math.Max(0, (SquaredLength(vector) * (1 - (4 * vector.Length * Unit))) - (vector.Length * Tiny))) * (1 - (4 * Unit));

    private static double SquaredLength(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var entry in vector)
        {
            sum += entry * entry;
        }

        return sum;
    }
}
