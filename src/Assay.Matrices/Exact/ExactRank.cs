using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>The rank of a matrix of whole numbers, with what proves it from below and from above.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Prime">A prime modulo which the minor is not zero: the rank is at least its size.</param>
/// <param name="Rows">The rows of the minor.</param>
/// <param name="Columns">The columns of the minor.</param>
/// <param name="Ceiling">What proves that the rank is no greater.</param>
internal sealed record ExactRank(int Rank, int Prime, IReadOnlyList<int> Rows, IReadOnlyList<int> Columns, RankCeiling Ceiling)
{
    // One vector costs as much as about so many eliminations for each row of the minor.
    private const int MostVectors = 8;

    /// <summary>The elimination modulo the prime; null where it was not one of the whole matrix.</summary>
    public required Elimination<PrimeField>? Elimination { get; init; }

    /// <summary>Finds the rank.</summary>
    public static ExactRank Of(IntegerMatrix matrix, CancellationToken cancellation)
    {
        foreach (var prime in PrimeField.Primes())
        {
            cancellation.ThrowIfCancellationRequested();
            var field = new PrimeField(prime);
            var elimination = new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Columns);
            var rank = elimination.Rank;
            int[] rows = [.. elimination.RowOrder.Take(rank)];
            int[] columns = [.. elimination.Pivots];

            // The rank modulo a prime may be too small; then the proof from above fails.
            RankCeiling? ceiling = rank == Math.Min(matrix.Rows, matrix.Columns) ? new FullRank()
                : matrix.Columns - rank > MostVectors ? RankModuloPrimes.Prove(matrix, rank, cancellation)
                : KernelVectors.Find(field, matrix, rows, columns, cancellation);
            if (ceiling is not null)
            {
                return new ExactRank(rank, prime, rows, columns, ceiling) { Elimination = elimination };
            }
        }

        throw new InvalidOperationException("No prime gives the rank.");
    }
}

/// <summary>What proves that a rank is no greater.</summary>
internal abstract record RankCeiling;

/// <summary>The matrix has no more rows, or no more columns.</summary>
internal sealed record FullRank : RankCeiling;
