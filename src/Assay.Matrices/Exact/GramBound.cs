using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>
/// An upper bound for the magnitude of a determinant that is hardly above it: Hadamard's (1893) of Y A^T, where Y is unit
/// triangular and makes the rows nearly orthogonal.
/// </summary>
/// <remarks>
/// Y is the inverse of the factor L of A^T A = L U, computed in doubles. Whatever its errors, its determinant is 1, so that the bound
/// holds; only its tightness rests on them. Rounding in the product is bounded a priori (Jeannerod and Rump, Improved Error
/// Bounds for Inner Products in Floating-Point Arithmetic, 2013), in any order of summation.
/// </remarks>
internal static class GramBound
{
    private const int MostBits = 53;
    private const double Unit = 1.0 / (1L << 53);

    // More than all that underflow can take from a sum.
    private static readonly double Tiny = Math.ScaleB(1, -1000);

    /// <summary>The bound; null where doubles do not give one.</summary>
    public static BigInteger? Of(IntegerMatrix matrix)
    {
        var size = matrix.Rows;
        if (matrix.Bits > MostBits || size == 0)
        {
            return null;
        }

        var rows = matrix.Doubles();
        var columns = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                columns[(column * size) + row] = rows[(row * size) + column];
            }
        }

        if (Orthogonalizer(columns, rows, size) is not { } triangle)
        {
            return null;
        }

        var product = new double[size * size];
        Gemm<AddSum>.Update(default, new Block(triangle, 0, size), null, new Block(columns, 0, size), new Block(product, 0, size), size, size, size);
        double[] lengths = [.. Enumerable.Range(0, size).Select(column => Length(columns.AsSpan(column * size, size)))];
        var (significand, exponent) = (BigInteger.One, 0);
        for (var row = 0; row < size; row++)
        {
            // What rounding can have changed in the row, by the lengths of the columns of A.
            var error = 0.0;
            for (var k = 0; k <= row; k++)
            {
                error += Math.Abs(triangle[(row * size) + k]) * lengths[k];
            }

            var length = (Length(product.AsSpan(row * size, size)) + (4 * size * Unit * error) + (size * Tiny)) * (1 + (8 * Unit));
            if (!double.IsFinite(length))
            {
                return null;
            }

            var (part, power) = Dyadic.Split(length);
            (significand, exponent) = (significand * part, exponent + power);
        }

        return exponent >= 0 ? significand << exponent : (significand >> -exponent) + 1;
    }

    // The unit lower triangle Y; null where a pivot is not positive.
    private static double[]? Orthogonalizer(double[] columns, double[] rows, int size)
    {
        var wide = new double[2 * size * size];
        Gemm<AddSum>.Update(default, new Block(columns, 0, size), null, new Block(rows, 0, size), new Block(wide, 0, 2 * size), size, size, size);
        for (var row = 0; row < size; row++)
        {
            wide[(2 * row * size) + size + row] = 1;
        }

        if (new Elimination<DefiniteField>(default, wide, size, size, size).Rank < size)
        {
            return null;
        }

        var triangle = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            wide.AsSpan((2 * row * size) + size, row + 1).CopyTo(triangle.AsSpan(row * size));
            triangle[(row * size) + row] = 1;
        }

        return triangle;
    }

    // No less than the Euclidean length.
    private static double Length(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var entry in vector)
        {
            sum += entry * entry;
        }

        return Math.Sqrt((sum * (1 + (4 * vector.Length * Unit))) + (vector.Length * Tiny)) * (1 + (4 * Unit));
    }
}
