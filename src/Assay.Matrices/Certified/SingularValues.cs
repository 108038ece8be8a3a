using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>All singular values of a matrix, each enclosed.</summary>
/// <remarks>
/// From an approximate decomposition A V = U S + F: the singular values of A V and U S are those of A and S but for factors near 1 that
/// V^T V and U^T U tell, and differ by the norm of F at most (Weyl 1912).
/// </remarks>
internal static class SingularValues
{
    /// <summary>Encloses them, in descending order; absolutely to about a rounding of the greatest.</summary>
    /// <param name="matrix">The matrix, with no fewer rows than columns.</param>
    /// <param name="relative">The relative error of its entries.</param>
    /// <param name="svd">An approximate decomposition of it.</param>
    public static Enclosure[] Of(Dense matrix, double relative, JacobiSvd svd)
    {
        var (left, right) = (svd.Left, svd.Right);
        var rest = matrix.Times(right);
        for (var row = 0; row < rest.Rows; row++)
        {
            for (var column = 0; column < rest.Columns; column++)
            {
                rest[row, column] -= left[row, column] * svd.Values[column];
            }
        }

        double[] columnOnes = Ones(right.Columns), rowOnes = Ones(left.Rows);
        var scaled = svd.Values;
        var byRows = Sum(matrix.MagnitudesTimes(right.MagnitudesTimes(columnOnes)), left.MagnitudesTimes(scaled));
        var byColumns = Sum(
            right.MagnitudesTransposeTimes(matrix.MagnitudesTransposeTimes(rowOnes)),
            [.. left.MagnitudesTransposeTimes(rowOnes).Zip(scaled, (sum, value) => sum * value)]);
        var factor = (Rounding.Gamma(Rounding.Operations(matrix.Columns) + 4) + relative) * (1 + (16 * (matrix.Rows + matrix.Columns) * Rounding.Unit));
        var underflow = matrix.Columns * Rounding.Tiny;
        var norm = Math.Sqrt((Norms.RowSumUp(rest) + (factor * byRows) + underflow) * (Norms.ColumnSumUp(rest) + (factor * byColumns) + underflow)) * (1 + (16 * Rounding.Unit));
        var (ofLeft, ofRight) = (FromIdentity(left, svd.Values), FromIdentity(right, null));
        return Array.ConvertAll(svd.Values, value => new Enclosure(
            Math.Max(0, ((value * (1 - ofLeft)) - norm) / (1 + ofRight) * (1 - (16 * Rounding.Unit))),
            ofRight < 1 ? ((value * (1 + ofLeft)) + norm) / Math.Sqrt(1 - ofRight) * (1 + (16 * Rounding.Unit)) : double.PositiveInfinity));
    }

    // No less than the norm of Q^T Q - I, over the columns that belong to a singular value.
    private static double FromIdentity(Dense columns, double[]? values)
    {
        var difference = columns.Gram();
        for (var i = 0; i < difference.Rows; i++)
        {
            difference[i, i] -= values is null || values[i] > 0 ? 1 : 0;
        }

        var magnitudes = Norms.Most(columns.MagnitudesTransposeTimes(columns.MagnitudesTimes(Ones(columns.Columns))));
        var error = Rounding.Gamma(Rounding.Operations(columns.Rows) + 2) * magnitudes * (1 + (8 * (columns.Rows + columns.Columns) * Rounding.Unit));
        return (Norms.RowSumUp(difference) + error + (columns.Columns * Rounding.Tiny)) * (1 + (8 * Rounding.Unit));
    }

    private static double Sum(double[] first, double[] second) => Norms.Most([.. first.Zip(second, (a, b) => a + b)]);

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
