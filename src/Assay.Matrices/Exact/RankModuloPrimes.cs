using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>
/// The rank is no greater modulo primes whose product is beyond every minor of one more row: each such minor is divided by all
/// of them, hence zero.
/// </summary>
/// <param name="Primes">The primes.</param>
internal sealed record RankModuloPrimes(IReadOnlyList<int> Primes) : RankCeiling
{
    /// <summary>Proves it of a matrix; null where the rank is greater modulo some prime.</summary>
    public static RankModuloPrimes? Prove(IntegerMatrix matrix, int rank, CancellationToken cancellation) =>
        Prove(matrix.MinorBound(rank + 1), rank, field =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Columns).Rank;
        });

    /// <summary>Proves it; null where the rank is greater modulo some prime.</summary>
    /// <param name="bound">No less than any minor of one more row.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="rankModulo">The rank modulo a prime.</param>
    public static RankModuloPrimes? Prove(BigInteger bound, int rank, Func<PrimeField, int> rankModulo)
    {
        var product = BigInteger.One;
        List<int> primes = [];
        foreach (var prime in PrimeField.Primes())
        {
            if (rankModulo(new PrimeField(prime)) > rank)
            {
                return null;
            }

            primes.Add(prime);
            product *= prime;
            if (product > bound)
            {
                return new RankModuloPrimes(primes);
            }
        }

        return null;
    }
}
