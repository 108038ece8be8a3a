using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>The Smith form of a square regular matrix, with its transforms.</summary>
/// <remarks>
/// Hermite forms by columns and by rows in turn until one is diagonal (Kannan and Bachem, Polynomial Algorithms for Computing the Smith
/// and Hermite Normal Forms of an Integer Matrix, 1979), each modulo the determinant. Only the transforms from the left are kept, as
/// quotients of triangular matrices; what is then on the right is one quotient too, so that no number has many more digits than the
/// determinant and the matrices before and after a step.
/// </remarks>
internal static class SmithDiagonal
{
    /// <summary>The invariant factors and the transforms.</summary>
    public static (IReadOnlyList<BigInteger> Factors, SmithTransforms Transforms) Of(WholeMatrix matrix, CancellationToken cancellation)
    {
        var size = matrix.Rows;
        var determinant = BigInteger.Abs(ExactDeterminant.Of(matrix.Sliced(), cancellation));
        var (form, left) = (matrix, Unimodular.Identity(size));
        while (!IsDiagonal(form))
        {
            var lower = HermiteForm.OfColumns(form, determinant, cancellation);
            form = HermiteForm.OfRows(lower, determinant, cancellation);
            var step = new Unimodular(Triangular.DivideByLower(form, lower, cancellation), Triangular.DivideByUpper(lower, form, cancellation));
            left = step.Times(left, cancellation);
        }

        BigInteger[] factors = [.. Enumerable.Range(0, size).Select(i => BigInteger.Abs(form[i, i]))];
        DivisorChain.Sort(factors, left);

        // V = A^-1 U^-1 D, and its inverse D^-1 U A.
        var scaled = WholeMatrix.Of(size, size, (row, column) => left.Inverse[row, column] * factors[column]);
        var product = left.Matrix.Times(matrix, cancellation);
        var inverse = WholeMatrix.Of(size, size, (row, column) => product[row, column] / factors[row]);
        return (factors, new SmithTransforms(left, new Unimodular(WholeSolution.Of(matrix, scaled, cancellation), inverse)));
    }

    private static bool IsDiagonal(WholeMatrix matrix)
    {
        for (var i = 0; i < matrix.Entries.Length; i++)
        {
            if (i / matrix.Columns != i % matrix.Columns && !matrix.Entries[i].IsZero)
            {
                return false;
            }
        }

        return true;
    }
}
