using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>The whole numbers modulo 2^k, for k from 1 to 64: words whose high bits are cut off.</summary>
/// <param name="bits">The exponent k.</param>
internal readonly struct BinaryRing(int bits) : IResidueRing<ulong>
{
    /// <summary>The exponent that a modulus may have.</summary>
    public const int Bits = 64;

    private readonly ulong _mask = ulong.MaxValue >> (Bits - bits);

    public BigInteger Modulus => BigInteger.One << bits;

    public ulong Of(BigInteger number) => (ulong)(number & _mask);

    public BigInteger Value(ulong residue) => residue;

    public ulong Generator(ulong residue) => residue & (~residue + 1);

    public bool Divides(ulong generator, ulong residue) => generator == 0 ? residue == 0 : (residue & (generator - 1)) == 0;

    public ulong Divide(ulong residue, ulong generator) => residue / generator;

    // Newton's iteration doubles the bits that are right; an odd number is its own inverse modulo 8.
    public ulong Cofactor(ulong residue, ulong generator)
    {
        var odd = residue / generator;
        var inverse = odd;
        for (var right = 3; right < bits; right *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse & _mask;
    }

    public ulong Add(ulong a, ulong factor, ulong b) => (a + (factor * b)) & _mask;

    public void Add(Span<ulong> row, ulong factor, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (row[i] + (factor * other[i])) & _mask;
        }
    }
}
