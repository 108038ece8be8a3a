using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>
/// An upper bound for the magnitude of a determinant that is hardly above it: Hadamard's (1893) of Y A^T, where Y is unit
/// triangular and makes the rows nearly orthogonal.
/// </summary>
/// <remarks>
/// Y is the inverse of the factor L of A^T A = L D L^T, computed in doubles. Whatever its errors, its determinant is 1, so that the bound
/// holds; only its tightness rests on them. Rounding in the product is bounded a priori (Jeannerod and Rump, Improved Error
/// Bounds for Inner Products in Floating-Point Arithmetic, 2013), in any order of summation.
/// </remarks>
internal static class GramBound
{
    private const int MostBits = 53;
    private const int Panel = 96;
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

        var rows = new Dense(matrix.Doubles(), size, size);
        if (Orthogonalizer(rows.GramUpper()) is not { } triangle)
        {
            return null;
        }

        // Zeros of the triangle are left out.
        var (columns, product) = (rows.Transpose(), new Dense(size, size));
        for (var top = 0; top < size; top += Panel)
        {
            var height = Math.Min(Panel, size - top);
            Gemm<AddSum>.Update(default, triangle.Block.At(top, 0), null, columns.Block, product.Block.At(top, 0), height, top + height, size);
        }

        double[] lengths = [.. Enumerable.Range(0, size).Select(column => Length(columns.Row(column)))];
        var (significand, exponent) = (BigInteger.One, 0);
        for (var row = 0; row < size; row++)
        {
            // What rounding can have changed in the row, by the lengths of the columns of A.
            var error = DenseVector.DotOfMagnitudes(triangle.Row(row), lengths);
            var length = (Length(product.Row(row)) + (4 * size * Unit * error) + (size * Tiny)) * (1 + (8 * Unit));
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
    private static Dense? Orthogonalizer(Dense gram)
    {
        if (!Cholesky.Factor(gram))
        {
            return null;
        }

        for (var row = 0; row < gram.Rows; row++)
        {
            DenseVector.Divide(gram.Row(row)[row..], gram[row, row]);
        }

        return Inverse<RealField>.OfLower(default, gram.Transpose());
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
