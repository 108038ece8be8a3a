using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>Transforms that leave as many columns of a matrix as its rank, and make the others zero.</summary>
internal static class RankCompression
{
    /// <summary>A transform W for which A W has only zeros from the column of the rank on.</summary>
    /// <remarks>
    /// Some rows of A span all of them. With unit vectors for the columns without pivots they make a regular matrix, and what takes
    /// this to its Hermite form by columns leaves zeros to the right of the diagonal, in these rows and hence in all.
    /// </remarks>
    /// <param name="matrix">The matrix A.</param>
    /// <param name="rows">The rows of a minor that has the rank.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Unimodular OfColumns(WholeMatrix matrix, IReadOnlyList<int> rows, IReadOnlyList<int> columns, CancellationToken cancellation)
    {
        if (columns.Count == matrix.Columns)
        {
            return Unimodular.Identity(matrix.Columns);
        }

        int[] others = [.. Enumerable.Range(0, matrix.Columns).Except(columns)];
        var square = WholeMatrix.Of(
            matrix.Columns,
            matrix.Columns,
            (row, column) => row < rows.Count ? matrix[rows[row], column] : others[row - rows.Count] == column ? 1 : 0);
        var determinant = BigInteger.Abs(ExactDeterminant.Of(square.Sliced(), cancellation));
        var form = HermiteForm.OfColumns(square, determinant, cancellation);

        // Form = Square * W, and the transposed form is upper triangular.
        var inverse = Triangular.DivideByUpper(square.Transpose(), form.Transpose(), cancellation).Transpose();
        return new Unimodular(WholeSolution.Of(square, form, cancellation), inverse);
    }
}
