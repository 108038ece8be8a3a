using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>The whole numbers modulo m below 2^63.</summary>
/// <remarks>
/// The quotient of a product by the modulus comes from one that was found for its fixed factor, and is at most 1 too small (Shoup's
/// multiplication; Harvey, Faster Arithmetic for Number-Theoretic Transforms, 2014).
/// </remarks>
/// <param name="modulus">The modulus.</param>
internal readonly struct WordRing(ulong modulus) : IResidueRing<ulong>
{
    /// <summary>The bits that a modulus may have.</summary>
    public const int Bits = 63;

    public BigInteger Modulus => modulus;

    public ulong Of(BigInteger number)
    {
        var rest = (long)(number % modulus);
        return rest < 0 ? (ulong)(rest + (long)modulus) : (ulong)rest;
    }

    public BigInteger Value(ulong residue) => residue;

    public ulong Generator(ulong residue)
    {
        var (a, b) = (modulus, residue);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == modulus ? 0 : a;
    }

    public bool Divides(ulong generator, ulong residue) => generator == 0 ? residue == 0 : residue % generator == 0;

    public ulong Divide(ulong residue, ulong generator) => residue / generator;

    public ulong Cofactor(ulong residue, ulong generator)
    {
        var rest = (long)(modulus / generator);
        var (a, b, x, y) = (rest, (long)(residue / generator), 0L, 1L);
        while (b != 0)
        {
            var quotient = a / b;
            (a, b) = (b, a - (quotient * b));
            (x, y) = (y, x - (quotient * y));
        }

        return (ulong)(x < 0 ? x + rest : x);
    }

    public ulong Add(ulong a, ulong factor, ulong b) => (ulong)((a + ((UInt128)factor * b)) % modulus);

    public void Add(Span<ulong> row, ulong factor, ReadOnlySpan<ulong> other)
    {
        var ratio = (ulong)(((UInt128)factor << 64) / modulus);
        for (var i = 0; i < row.Length; i++)
        {
            // Both are below twice the modulus before it is subtracted.
            var product = (factor * other[i]) - (Math.BigMul(ratio, other[i], out _) * modulus);
            product -= product >= modulus ? modulus : 0;
            var sum = row[i] + product;
            row[i] = sum - (sum >= modulus ? modulus : 0);
        }
    }
}
