using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>How large numerator and denominator of w^T x can be, where A x = b.</summary>
/// <remarks>
/// The determinant of A is a denominator. Then the numerator is, but for its sign, the determinant of A with b as another column, w^T as
/// another row, and zero where these cross: at most the length of b times the root of the determinant of M^T M, where M is A with w^T as
/// another row (Hadamard 1893, Fischer 1908).
/// </remarks>
/// <param name="Numerator">The most that the numerator can be.</param>
/// <param name="Denominator">The most that the denominator, and the determinant of A, can be.</param>
internal sealed record CombinationBounds(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>The bounds.</summary>
    /// <param name="matrix">A, square.</param>
    /// <param name="weights">w.</param>
    /// <param name="b">b.</param>
    public static CombinationBounds Of(IntegerMatrix matrix, int[] weights, int[] b)
    {
        if (GramBound.Of(matrix, weights) is { } bound)
        {
            return new CombinationBounds(bound * ((long)Math.Sqrt(b.Sum(entry => (double)entry * entry)) + 1), bound);
        }

        // Cramer's rule, with the column that b replaces taken for at least 1 long.
        var numerator = matrix.ColumnBound() * (b.Sum(entry => (long)Math.Abs(entry)) + 1) * weights.Sum(weight => (long)Math.Abs(weight));
        return new CombinationBounds(numerator, matrix.DeterminantBound());
    }
}
