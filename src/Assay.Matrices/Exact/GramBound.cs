using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>
/// An upper bound for the root of the determinant of A^T A that is hardly above it: the product of the diagonal of a triangle R, the
/// Cholesky factor in doubles of A^T A with a diagonal that is a little greater.
/// </summary>
/// <remarks>
/// The diagonal is greater by more than what rounding in A^T A (Jeannerod and Rump, Improved Error Bounds for Inner Products in
/// Floating-Point Arithmetic, 2013) and in the factorization (Demmel, On Floating Point Errors in Cholesky, 1989) can have changed, in any
/// order of sums: these are at most so many units times the lengths of two columns. So R^T R is above A^T A, and so is its determinant.
/// </remarks>
internal static class GramBound
{
    private const int MostBits = 53;
    private const double Unit = 1.0 / (1L << 53);

    /// <summary>The bound, for a square matrix one of its determinant; null where doubles do not give one.</summary>
    /// <param name="matrix">The matrix, with as many rows as columns at least.</param>
    /// <param name="weights">Another row of the matrix; empty where there is none.</param>
    public static BigInteger? Of(IntegerMatrix matrix, params ReadOnlySpan<int> weights)
    {
        var size = matrix.Columns;
        if (matrix.Bits > MostBits || size == 0)
        {
            return null;
        }

        var gram = new Dense(matrix.Doubles(), matrix.Rows, size).GramUpper();
        for (var row = 0; row < weights.Length; row++)
        {
            for (var column = row; column < size; column++)
            {
                gram[row, column] += (double)weights[row] * weights[column];
            }
        }

        // Twice what is needed; since entries are whole, what underflow can take does not count.
        var margin = 4 * Unit * (size + 1) * (matrix.Rows + size + 8);
        for (var i = 0; i < size; i++)
        {
            gram[i, i] *= 1 + margin;
        }

        return margin < 1 && Cholesky.Factor(gram) ? ProductUp(gram) : null;
    }

    // No less than the product of the diagonal: each step rounds twice, the last one all of them away.
    private static BigInteger? ProductUp(Dense triangle)
    {
        var (significand, exponent) = (1.0, 0L);
        for (var i = 0; i < triangle.Rows; i++)
        {
            if (!double.IsFinite(triangle[i, i]))
            {
                return null;
            }

            significand *= triangle[i, i];
            var shift = Math.ILogB(significand);
            (significand, exponent) = (Math.ScaleB(significand, -shift), exponent + shift);
        }

        var (whole, power) = Dyadic.Split(significand * (1 + (4 * triangle.Rows * Unit)));
        exponent += power;
        return exponent >= 0 ? (BigInteger)whole << (int)exponent : ((BigInteger)whole >> (int)-exponent) + 1;
    }
}
