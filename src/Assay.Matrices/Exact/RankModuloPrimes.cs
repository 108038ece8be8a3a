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
    /// <summary>Proves it; null where the rank is greater modulo some prime.</summary>
    public static RankModuloPrimes? Prove(IntegerMatrix matrix, int rank, CancellationToken cancellation)
    {
        var bound = matrix.MinorBound(rank + 1);
        var product = BigInteger.One;
        List<int> primes = [];
        foreach (var prime in PrimeField.Primes())
        {
            cancellation.ThrowIfCancellationRequested();
            var field = new PrimeField(prime);
            if (new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Columns).Rank > rank)
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
