using Assay.Matrices.Kernels;

namespace Assay.Training.Geometry;

/// <summary>
/// How far computed eigenvalues of a symmetric matrix are from the true ones at most, whatever made them: from A Q - Q T and Q^T Q - I, computed in doubles with bounds for
/// their rounding, and counts of the eigenvalues of T around each (Weyl 1912; Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.5).
/// </summary>
internal static class EigenvalueBound
{
    private const double Unit = 1.0 / (1L << 53);

    // Outweighs the rounding of norms, products of bounds, and terms of second order.
    private const double Slack = 1.01;

    // A count is that of a matrix whose entries are off by fewer roundings.
    private const double RoundingsOfCount = 16;

    /// <summary>The bound; infinite where Q is far from orthogonal.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="basis">Q, nearly orthogonal.</param>
    /// <param name="tridiagonal">T, nearly Q^T A Q.</param>
    /// <param name="values">The computed eigenvalues, ascending.</param>
    public static double Of(Dense matrix, Dense basis, TridiagonalMatrix tridiagonal, double[] values)
    {
        var size = matrix.Rows;
        if (size == 0)
        {
            return 0;
        }

        // Sums of n products in any order are off by n units of the product of both lengths.
        var (ofMatrix, ofBasis, ofTridiagonal) = (Length(matrix.Entries), Length(basis.Entries), Math.Sqrt(3) * Math.Sqrt(size) * tridiagonal.Norm);
        var rest = Slack * (Length(Rest(matrix, basis, tridiagonal)) + ((size + 2) * Unit * ofMatrix * ofBasis) + (8 * Unit * ofBasis * ofTridiagonal));
        var gram = basis.Gram();
        for (var i = 0; i < size; i++)
        {
            gram[i, i] -= 1;
        }

        var skew = Slack * (Length(gram.Entries) + ((size + 2) * Unit * ofBasis * ofBasis));

        // With the orthogonal factor U of Q = U P, ||P - I|| <= skew: U^T A U - T = (P T - T P) P^-1 + U^T R P^-1.
        return skew >= 0.5 ? double.PositiveInfinity
            : Slack * (((2 * skew * tridiagonal.Norm) + rest) / Math.Sqrt(1 - skew)) + OfTridiagonal(tridiagonal, values);
    }

    /// <summary>How far numbers are from the eigenvalues of a tridiagonal matrix at most.</summary>
    public static double OfTridiagonal(TridiagonalMatrix tridiagonal, double[] values)
    {
        var rounding = RoundingsOfCount * Unit * (tridiagonal.Norm + values.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var (step, i) = (rounding, 0); ; step *= 2, i++)
        {
            if (!double.IsFinite(step) || i > 200)
            {
                return double.PositiveInfinity;
            }

            if (values.Index().All(value => tridiagonal.CountBelow(value.Item - step) <= value.Index && tridiagonal.CountBelow(value.Item + step) > value.Index))
            {
                return Slack * (step + rounding);
            }

            // All of them are zero: nothing is rounded.
            if (rounding == 0)
            {
                return 0;
            }
        }
    }

    private static double[] Rest(Dense matrix, Dense basis, TridiagonalMatrix tridiagonal)
    {
        var (product, size) = (matrix.Times(basis), matrix.Rows);
        var (diagonal, beside) = (tridiagonal.Diagonal, tridiagonal.Beside);
        for (var row = 0; row < size; row++)
        {
            var own = basis.Row(row);
            var image = product.Row(row);
            for (var column = 0; column < size; column++)
            {
                var there = own[column] * diagonal[column];
                there += column > 0 ? own[column - 1] * beside[column - 1] : 0;
                there += column < size - 1 ? own[column + 1] * beside[column] : 0;
                image[column] -= there;
            }
        }

        return product.Entries;
    }

    private static double Length(double[] entries) => Optimizers.Flat.Norm<double>(entries);
}
