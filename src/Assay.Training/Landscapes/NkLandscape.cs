using Assay.Statistics;

namespace Assay.Training.Landscapes;

/// <summary>
/// Fitness of strings of bits: the mean over places of a random number for each, chosen by the bit there and the next few (Kauffman and Levin 1987).
/// </summary>
/// <remarks>Bit i of a string is (s >> i) &amp; 1; place i looks at bits i, i + 1, ..., i + K, counted round.</remarks>
internal sealed class NkLandscape
{
    /// <summary>The most bits.</summary>
    public const int MostBits = 60;

    /// <summary>The most bits where every string is looked at: more would need more memory than a claim may use.</summary>
    public const int MostForAll = 24;

    /// <summary>The most other bits that a place may depend on.</summary>
    public const int MostNeighbours = 20;

    private const ulong Purpose = 0x4E4B_0001;
    private const ulong Neutral = 0x4E4B_0002;

    private readonly double[] _tables;

    /// <param name="bits">N: how many bits a string has.</param>
    /// <param name="neighbours">K: how many others each place depends on, fewer than there are bits.</param>
    /// <param name="tables">For each place, the numbers of all 2^(K+1) patterns that it may see.</param>
    public NkLandscape(int bits, int neighbours, double[] tables)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighbours, bits);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.Length, bits << (neighbours + 1));
        (Bits, Neighbours, _tables) = (bits, neighbours, tables);
    }

    /// <summary>N.</summary>
    public int Bits { get; }

    /// <summary>K.</summary>
    public int Neighbours { get; }

    /// <summary>A random landscape.</summary>
    /// <param name="bits">N.</param>
    /// <param name="neighbours">K.</param>
    /// <param name="neutral">p: the share of numbers that are 0, so that strings become equally fit (NKp, Barnett 1998).</param>
    /// <param name="seed">The seed.</param>
    public static NkLandscape Random(int bits, int neighbours, double neutral, ulong seed)
    {
        var (random, zero) = (new Philox(seed, Purpose), new Philox(seed, Neutral));
        var tables = new double[bits << (neighbours + 1)];
        foreach (ref var number in tables.AsSpan())
        {
            var value = random.NextUnit();
            number = zero.NextUnit() < neutral ? 0 : value;
        }

        return new NkLandscape(bits, neighbours, tables);
    }

    /// <summary>The fitness of every string, of up to <see cref="MostForAll"/> bits.</summary>
    public double[] Fitness()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bits, MostForAll);
        var fitness = new double[1 << Bits];
        for (var s = 0; s < fitness.Length; s++)
        {
            fitness[s] = Of((ulong)s);
        }

        return fitness;
    }

    /// <summary>The fitness of one string.</summary>
    public double Of(ulong s)
    {
        var (sum, mask) = (0.0, (1UL << (Neighbours + 1)) - 1);
        for (var place = 0; place < Bits; place++)
        {
            var turned = (s >> place) | (s << (Bits - place));
            sum += _tables[(place << (Neighbours + 1)) + (int)(turned & mask)];
        }

        return sum / Bits;
    }
}
