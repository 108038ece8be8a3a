using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>Independent whole vectors v with A v = 0: the rank is at most the number of columns without theirs.</summary>
/// <param name="Vectors">The vectors.</param>
internal sealed record KernelVectors(IReadOnlyList<IReadOnlyList<BigInteger>> Vectors) : RankCeiling
{
    /// <summary>One vector for each column without a pivot; null where some row says otherwise.</summary>
    /// <param name="field">A field over which the minor is regular.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="rows">The rows of the minor.</param>
    /// <param name="columns">The columns of the minor.</param>
    /// <param name="cancellation">Ends it.</param>
    public static KernelVectors? Find(PrimeField field, IntegerMatrix matrix, int[] rows, int[] columns, CancellationToken cancellation)
    {
        var solver = RationalSolver.Create(field, matrix.Minor(rows, columns)) ?? throw new InvalidOperationException("A minor of pivots is singular.");
        int[] otherRows = [.. Enumerable.Range(0, matrix.Rows).Except(rows)];
        List<IReadOnlyList<BigInteger>> kernel = [];
        foreach (var other in Enumerable.Range(0, matrix.Columns).Except(columns))
        {
            var solution = solver.Solve([.. rows.Select(row => -matrix.Entry(row, other))], cancellation);
            var vector = new BigInteger[matrix.Columns];
            vector[other] = solution.Denominator;
            foreach (var (i, column) in columns.Index())
            {
                vector[column] = solution.Numerators[i];
            }

            // In the rows of the minor it is zero because the solution is one.
            if (otherRows.Any(row => !matrix.Multiply(row, vector).IsZero))
            {
                return null;
            }

            kernel.Add(vector);
        }

        return new KernelVectors(kernel);
    }
}
