using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>The solution of A X = B, where it is known to be whole.</summary>
internal static class WholeSolution
{
    /// <summary>X, for a regular matrix A.</summary>
    /// <exception cref="InvalidOperationException">It is not whole.</exception>
    public static WholeMatrix Of(WholeMatrix a, WholeMatrix b, CancellationToken cancellation)
    {
        var x = new WholeMatrix(new BigInteger[a.Columns * b.Columns], a.Columns, b.Columns);
        var solver = Solver(a.Sliced());
        for (var column = 0; column < b.Columns; column++)
        {
            var solution = solver.Solve([.. Enumerable.Range(0, b.Rows).Select(row => b[row, column])], cancellation);
            for (var row = 0; row < x.Rows; row++)
            {
                x[row, column] = solution.Denominator.IsOne ? solution.Numerators[row] : throw new InvalidOperationException("A solution is not whole.");
            }
        }

        return x;
    }

    /// <summary>A solver for a regular matrix.</summary>
    public static RationalSolver Solver(IntegerMatrix matrix) =>
        PrimeField.Primes().Select(prime => RationalSolver.Create(new PrimeField(prime), matrix)).First(solver => solver is not null)!;
}
