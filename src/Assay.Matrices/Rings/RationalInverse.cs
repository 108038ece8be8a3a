using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>The inverse over the rationals of a matrix of whole numbers that is regular, column by column.</summary>
/// <remarks>
/// A column is N / D for whole numbers N without a common factor that divides D. So A N = 0 modulo every divisor of D, and N is not.
/// Every prime of the determinant divides D in some column.
/// </remarks>
internal sealed class RationalInverse(IntegerMatrix matrix, CancellationToken cancellation)
{
    private readonly RationalSolver _solver = WholeSolution.Solver(matrix);

    /// <summary>The columns, the first one first.</summary>
    public IEnumerable<RationalSolution> Columns() => Enumerable.Range(0, matrix.Rows).Select(Column);

    /// <summary>The inverse modulo a number that has no factor in common with the determinant, row after row; whole where it is 0.</summary>
    public BigInteger[] Modulo(BigInteger modulus)
    {
        var inverse = new BigInteger[matrix.Entries.Count];
        foreach (var (column, solution) in Columns().Index())
        {
            var factor = modulus.IsZero ? BigInteger.One : LargeRing.Invert(solution.Denominator, modulus);
            for (var row = 0; row < matrix.Rows; row++)
            {
                var entry = solution.Numerators[row];
                inverse[(row * matrix.Columns) + column] = modulus.IsZero ? entry : LargeRing.Least(entry * factor, modulus);
            }
        }

        return inverse;
    }

    /// <summary>What proves that there is no inverse modulo a number with a factor of the determinant, or over the whole numbers where it is 0.</summary>
    public NotInvertible ZeroDivisor(BigInteger modulus, BigInteger determinant)
    {
        foreach (var solution in Columns())
        {
            var common = BigInteger.GreatestCommonDivisor(solution.Denominator, modulus);
            if (common.IsOne)
            {
                continue;
            }

            var (divisor, factor) = modulus.IsZero ? (common, BigInteger.One) : (modulus, modulus / common);
            return new NotInvertible(modulus, determinant, divisor, [.. solution.Numerators.Select(entry => LargeRing.Least(entry * factor, divisor))]);
        }

        throw new InvalidOperationException("A factor of the determinant is in no denominator of the inverse.");
    }

    /// <summary>A vector without a common factor that a singular matrix takes to zero, modulo a number where that is not 0.</summary>
    public static IReadOnlyList<BigInteger> KernelVector(IntegerMatrix matrix, BigInteger modulus, CancellationToken cancellation)
    {
        var rank = ExactRank.Of(matrix, cancellation);
        var free = Enumerable.Range(0, matrix.Columns).Except(rank.Columns).First();

        // The columns of the minor and one more have one vector, and it is that of all with zeros elsewhere.
        int[] columns = [.. rank.Columns, free];
        var part = WholeMatrix.Of(matrix.Rows, columns.Length, (row, column) => matrix.Entries[(row * matrix.Columns) + columns[column]]);
        var found = KernelVectors.Find(new PrimeField(rank.Prime), part.Sliced(), [.. rank.Rows], [.. Enumerable.Range(0, rank.Rank)], cancellation)
            ?? throw new InvalidOperationException("A matrix of deficient rank has no vector that it takes to zero.");
        var common = found.Vectors[0].Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        var vector = new BigInteger[matrix.Columns];
        foreach (var (i, column) in columns.Index())
        {
            var entry = found.Vectors[0][i] / common;
            vector[column] = modulus.IsZero ? entry : LargeRing.Least(entry, modulus);
        }

        return vector;
    }

    private RationalSolution Column(int column)
    {
        var unit = new BigInteger[matrix.Rows];
        unit[column] = 1;
        return _solver.Solve(unit, cancellation);
    }
}
