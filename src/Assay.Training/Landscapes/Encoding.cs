using Assay.Statistics;

namespace Assay.Training.Landscapes;

/// <summary>A map from genotypes to the strings that they stand for: each string has 2^extra genotypes, spread at random (Shipman, Shackleton, Ebner and Watson 2000).</summary>
internal static class Encoding
{
    private const ulong Purpose = 0x4E4B_0003;

    /// <summary>The fitness of every genotype of <paramref name="bits"/> + <paramref name="extra"/> bits.</summary>
    /// <param name="fitness">That of every string.</param>
    /// <param name="bits">Bits of a string.</param>
    /// <param name="extra">Bits by which genotypes are longer.</param>
    /// <param name="seed">The seed of the map.</param>
    public static double[] Spread(double[] fitness, int bits, int extra, ulong seed)
    {
        if (extra == 0)
        {
            return fitness;
        }

        var order = Data.Shuffle.Permutation(1 << (bits + extra), new Philox(seed, Purpose));
        return Array.ConvertAll(order, place => fitness[place & ((1 << bits) - 1)]);
    }
}
