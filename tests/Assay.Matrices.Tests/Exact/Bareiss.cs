using System.Numerics;

namespace Assay.Matrices.Tests.Exact;

/// <summary>Elimination without fractions (Bareiss 1968), as an oracle.</summary>
internal static class Bareiss
{
    /// <summary>Rank, and the determinant where the matrix is square.</summary>
    public static (int Rank, BigInteger Determinant) Run(IReadOnlyList<BigInteger> given, int rows, int columns)
    {
        var a = given.ToArray();
        var (rank, before, sign) = (0, BigInteger.One, 1);
        for (var column = 0; column < columns && rank < rows; column++)
        {
            var pivot = Enumerable.Range(rank, rows - rank).FirstOrDefault(row => !a[(row * columns) + column].IsZero, -1);
            if (pivot < 0)
            {
                continue;
            }

            sign = pivot == rank ? sign : -sign;
            for (var i = 0; i < columns && pivot != rank; i++)
            {
                (a[(pivot * columns) + i], a[(rank * columns) + i]) = (a[(rank * columns) + i], a[(pivot * columns) + i]);
            }

            for (var row = rank + 1; row < rows; row++)
            {
                for (var i = column + 1; i < columns; i++)
                {
                    a[(row * columns) + i] = ((a[(row * columns) + i] * a[(rank * columns) + column]) - (a[(row * columns) + column] * a[(rank * columns) + i])) / before;
                }

                a[(row * columns) + column] = 0;
            }

            before = a[(rank * columns) + column];
            rank++;
        }

        return (rank, rows == columns && rank == rows ? sign * before : 0);
    }
}
