using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>The whole numbers modulo m, of any size.</summary>
/// <param name="modulus">The modulus.</param>
internal readonly struct LargeRing(BigInteger modulus) : IResidueRing<BigInteger>
{
    // What a remainder by a power of two keeps; -1 by other numbers.
    private readonly BigInteger _mask = modulus.IsPowerOfTwo ? modulus - 1 : BigInteger.MinusOne;

    public BigInteger Modulus => modulus;

    public BigInteger Of(BigInteger number) => Least(number, modulus);

    public BigInteger Value(BigInteger residue) => residue;

    public BigInteger Generator(BigInteger residue) => residue.IsZero ? residue : BigInteger.GreatestCommonDivisor(residue, modulus);

    public bool Divides(BigInteger generator, BigInteger residue) => generator.IsZero ? residue.IsZero : (residue % generator).IsZero;

    public BigInteger Divide(BigInteger residue, BigInteger generator) => residue / generator;

    public BigInteger Cofactor(BigInteger residue, BigInteger generator) => Invert(residue / generator, modulus / generator);

    public BigInteger Add(BigInteger a, BigInteger factor, BigInteger b) => Of(a + (factor * b));

    public void Add(Span<BigInteger> row, BigInteger factor, ReadOnlySpan<BigInteger> other)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (!other[i].IsZero)
            {
                var sum = row[i] + (factor * other[i]);
                row[i] = _mask.Sign < 0 ? sum % modulus : sum & _mask;
            }
        }
    }

    /// <summary>The remainder between 0 and m - 1.</summary>
    public static BigInteger Least(BigInteger number, BigInteger modulus)
    {
        var rest = number % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    /// <summary>The inverse of a number modulo m, which it has no factor in common with; zero modulo 1.</summary>
    public static BigInteger Invert(BigInteger number, BigInteger modulus) => Least(Bezout(Least(number, modulus), modulus).First, modulus);

    /// <summary>The greatest common divisor of two numbers that are not negative, as first * a + second * b.</summary>
    public static (BigInteger Divisor, BigInteger First, BigInteger Second) Bezout(BigInteger a, BigInteger b)
    {
        var (rest, next, x, y) = (a, b, BigInteger.One, BigInteger.Zero);
        while (!next.IsZero)
        {
            var quotient = BigInteger.DivRem(rest, next, out var remainder);
            (rest, next) = (next, remainder);
            (x, y) = (y, x - (quotient * y));
        }

        return (rest, x, b.IsZero ? BigInteger.Zero : (rest - (x * a)) / b);
    }
}
