using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>The rank of a matrix of whole numbers, with what proves it from below and from above.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Prime">A prime modulo which the minor is not zero: the rank is at least its size.</param>
/// <param name="Rows">The rows of the minor.</param>
/// <param name="Columns">The columns of the minor.</param>
/// <param name="Kernel">Independent whole vectors v with A v = 0, as many as columns are left: the rank is at most their number.</param>
internal sealed record ExactRank(int Rank, int Prime, IReadOnlyList<int> Rows, IReadOnlyList<int> Columns, IReadOnlyList<IReadOnlyList<BigInteger>> Kernel)
{
    /// <summary>Finds the rank.</summary>
    public static ExactRank Of(IntegerMatrix matrix, CancellationToken cancellation)
    {
        foreach (var prime in PrimeField.Primes())
        {
            cancellation.ThrowIfCancellationRequested();
            var field = new PrimeField(prime);
            var elimination = new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Columns);
            int[] rows = [.. elimination.RowOrder.Take(elimination.Rank)];
            int[] columns = [.. elimination.Pivots];

            // The rank modulo a prime may be too small; then some vector is no solution for the other rows.
            if (KernelOf(field, matrix, rows, columns, cancellation) is { } kernel)
            {
                return new ExactRank(elimination.Rank, prime, rows, columns, kernel);
            }
        }

        throw new InvalidOperationException("No prime gives the rank.");
    }

    private static List<IReadOnlyList<BigInteger>>? KernelOf(PrimeField field, IntegerMatrix matrix, int[] rows, int[] columns, CancellationToken cancellation)
    {
        int[] others = [.. Enumerable.Range(0, matrix.Columns).Except(columns)];
        if (others.Length == 0)
        {
            return [];
        }

        BigInteger Entry(int row, int column) => matrix.Entries[(row * matrix.Columns) + column];
        var minor = new IntegerMatrix([.. rows.SelectMany(row => columns.Select(column => Entry(row, column)))], rows.Length, rows.Length);
        var solver = RationalSolver.Create(field, minor) ?? throw new InvalidOperationException("A minor of pivots is singular.");
        List<IReadOnlyList<BigInteger>> kernel = [];
        foreach (var other in others)
        {
            var solution = solver.Solve([.. rows.Select(row => -Entry(row, other))], cancellation);
            var vector = new BigInteger[matrix.Columns];
            vector[other] = solution.Denominator;
            foreach (var (i, column) in columns.Index())
            {
                vector[column] = solution.Numerators[i];
            }

            if (matrix.Multiply(vector).Any(entry => !entry.IsZero))
            {
                return null;
            }

            kernel.Add(vector);
        }

        return kernel;
    }
}
