using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>The exact rank of a sparse matrix.</summary>
internal static class SparseRank
{
    // Proofs by powers take one solution for each column or row without a pivot.
    private const int MostSolutions = 64;

    /// <summary>Finds the rank.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="limits">How far elimination stays sparse.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MatrixException">Elimination comes to hold too many entries.</exception>
    public static ExactRank Of(SparseIntegers matrix, SparseLimits limits, CancellationToken cancellation)
    {
        var (pattern, least) = (matrix.Pattern, Math.Min(matrix.Pattern.Rows, matrix.Pattern.Columns));
        var matching = BipartiteMatching.Of(pattern, cancellation);
        var structural = matching.Size;
        RankCeiling byStructure = structural == least ? new FullRank() : new CoveredRank(matching.Cover(pattern));
        var first = new PrimeField(PrimeField.Primes().First());
        var blocks = BlockElimination.Of(first, pattern, matrix.Residues(first), BlockTriangularForm.Of(pattern, matching), limits, cancellation);
        if (blocks is { } minor)
        {
            return new ExactRank(structural, first.Prime, minor.Rows, minor.Columns, byStructure) { Elimination = null };
        }

        foreach (var prime in PrimeField.Primes())
        {
            cancellation.ThrowIfCancellationRequested();
            var field = new PrimeField(prime);
            var elimination = new SparseElimination(field, pattern, matrix.Residues(field), keepSteps: true, limits, cancellation);

            // The rank modulo a prime may be too small; then the proof from above fails.
            var ceiling = elimination.Rank == structural ? byStructure : Ceiling(field, matrix, elimination, limits, cancellation);
            if (ceiling is not null)
            {
                return new ExactRank(elimination.Rank, prime, elimination.Rows, elimination.Columns, ceiling) { Elimination = null };
            }
        }

        throw new InvalidOperationException("No prime gives the rank.");
    }

    private static RankCeiling? Ceiling(PrimeField field, SparseIntegers matrix, SparseElimination elimination, SparseLimits limits, CancellationToken cancellation)
    {
        var columns = matrix.Pattern.Columns - elimination.Rank;
        var rows = matrix.Pattern.Rows - elimination.Rank;
        if (columns <= SparseKernel.MostVectors || (columns <= rows && columns <= MostSolutions))
        {
            return SparseKernel.Find(field, matrix, elimination, columns <= SparseKernel.MostVectors, cancellation);
        }

        if (rows > MostSolutions)
        {
            return ModuloPrimes(matrix, elimination.Rank, limits, cancellation);
        }

        // The rows without a pivot are fewer.
        var transposed = matrix.Transpose();
        var other = new SparseElimination(field, transposed.Pattern, transposed.Residues(field), keepSteps: true, limits, cancellation);
        return SparseKernel.Find(field, transposed, other, wantsVectors: false, cancellation);
    }

    private static RankModuloPrimes? ModuloPrimes(SparseIntegers matrix, int rank, SparseLimits limits, CancellationToken cancellation) =>
        RankModuloPrimes.Prove(matrix.MinorBound(rank + 1), rank, field =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new SparseElimination(field, matrix.Pattern, matrix.Residues(field), keepSteps: false, limits, cancellation).Rank;
        });
}
