using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Determinants of few rows by elimination without fractions (Bareiss 1968), for searches over many matrices.</summary>
internal static class SmallDeterminant
{
    private const int MostRows = 8;

    /// <summary>The determinant of a square matrix; null where it is too large for this, or no matrix of doubles.</summary>
    public static Rational? Of(Matrix matrix)
    {
        if (matrix.Rows != matrix.Columns || matrix.Rows > MostRows || matrix.Doubles is not { } doubles)
        {
            return null;
        }

        var least = 0;
        foreach (var entry in doubles)
        {
            least = entry == 0 || entry == Math.Floor(entry) ? least : Math.Min(least, Exact.Dyadic.Split(entry).Exponent);
        }

        var whole = Array.ConvertAll(doubles, entry =>
        {
            var (significand, exponent) = Exact.Dyadic.Split(entry);
            return exponent >= least ? (BigInteger)significand << (exponent - least) : (BigInteger)significand >> (least - exponent);
        });
        var determinant = Bareiss(whole, matrix.Rows);
        return least == 0 ? Rational.Of(determinant) : new Rational(determinant, BigInteger.One << (-least * matrix.Rows));
    }

    /// <summary>Whether it is known that a matrix is square and regular.</summary>
    public static bool IsRegular(Matrix matrix) => Of(matrix) is { Numerator.IsZero: false };

    /// <summary>The adjugate: the transpose of the matrix of cofactors.</summary>
    public static ExactMatrix Adjugate(Matrix matrix, CancellationToken cancellation)
    {
        var size = matrix.Rows;
        return MatrixArithmetic.Make(size, size, (row, column) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var minor = MatrixArithmetic.Make(size - 1, size - 1, (i, j) => matrix[i < column ? i : i + 1, j < row ? j : j + 1]).Matrix;
            var cofactor = minor.Diagnose(new DiagnoseOptions { ExactOnly = true, Determinant = true }, cancellation).Determinant!.Value;
            return (row + column) % 2 == 0 ? cofactor : new Rational(-cofactor.Numerator, cofactor.Denominator);
        });
    }

    private static BigInteger Bareiss(BigInteger[] a, int size)
    {
        var (before, sign) = (BigInteger.One, 1);
        for (var k = 0; k < size; k++)
        {
            var pivot = k;
            while (pivot < size && a[(pivot * size) + k].IsZero)
            {
                pivot++;
            }

            if (pivot == size)
            {
                return BigInteger.Zero;
            }

            for (var i = 0; i < size && pivot != k; i++)
            {
                (a[(k * size) + i], a[(pivot * size) + i]) = (a[(pivot * size) + i], a[(k * size) + i]);
            }

            sign = pivot == k ? sign : -sign;
            for (var row = k + 1; row < size; row++)
            {
                for (var i = k + 1; i < size; i++)
                {
                    a[(row * size) + i] = ((a[(row * size) + i] * a[(k * size) + k]) - (a[(row * size) + k] * a[(k * size) + i])) / before;
                }
            }

            before = a[(k * size) + k];
        }

        return sign * before;
    }
}
