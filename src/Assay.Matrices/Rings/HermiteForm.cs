using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>
/// The Hermite form by rows of a square regular matrix: upper triangular, with positive pivots, and above each of them numbers from 0
/// to the pivot less 1. Its rows span the same lattice.
/// </summary>
/// <remarks>
/// Modulo the determinant, of which the lattice has every multiple, so that no number grows beyond it (Domich, Kannan and Trotter,
/// Hermite Normal Form Computation Using Modulo Determinant Arithmetic, 1987; Cohen, A Course in Computational Algebraic Number
/// Theory, 1993, algorithm 2.4.8).
/// </remarks>
internal static class HermiteForm
{
    /// <summary>The form.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="determinant">The magnitude of its determinant.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static WholeMatrix OfRows(WholeMatrix matrix, BigInteger determinant, CancellationToken cancellation)
    {
        var (size, rest) = (matrix.Rows, determinant);
        var work = WholeMatrix.Of(size, size, (row, column) => LargeRing.Least(matrix[row, column], determinant));
        for (var k = 0; k < size; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = k + 1; row < size; row++)
            {
                Clear(work.Row(k)[k..], work.Row(row)[k..], rest);
            }

            // The lattice of what is left has determinant rest, so that rest times each unit vector belongs to it.
            var (pivot, factor, _) = LargeRing.Bezout(LargeRing.Least(work[k, k], rest), rest);
            for (var column = k; column < size; column++)
            {
                work[k, column] = LargeRing.Least(work[k, column] * factor, rest);
            }

            work[k, k] = pivot;
            for (var row = 0; row < k; row++)
            {
                var quotient = Floor(work[row, k], pivot);
                WholeMatrix.AddMultiple(work.Row(row)[k..], -quotient, work.Row(k)[k..]);
            }

            rest /= pivot;
        }

        return work;
    }

    /// <summary>The form by columns: lower triangular.</summary>
    public static WholeMatrix OfColumns(WholeMatrix matrix, BigInteger determinant, CancellationToken cancellation) =>
        OfRows(matrix.Transpose(), determinant, cancellation).Transpose();

    // Makes the first entry of a row the divisor of both, and that of the other zero, by a step of determinant 1.
    private static void Clear(Span<BigInteger> row, Span<BigInteger> other, BigInteger modulus)
    {
        if (other[0].IsZero)
        {
            return;
        }

        if (!row[0].IsZero && (other[0] % row[0]).IsZero)
        {
            Combine(row, other, BigInteger.One, BigInteger.Zero, -(other[0] / row[0]), BigInteger.One, modulus);
            return;
        }

        var (divisor, first, second) = LargeRing.Bezout(row[0], other[0]);
        Combine(row, other, first, second, -(other[0] / divisor), row[0] / divisor, modulus);
    }

    private static void Combine(Span<BigInteger> row, Span<BigInteger> other, BigInteger a, BigInteger b, BigInteger c, BigInteger d, BigInteger modulus)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (!row[i].IsZero || !other[i].IsZero)
            {
                (row[i], other[i]) = (LargeRing.Least((a * row[i]) + (b * other[i]), modulus), LargeRing.Least((c * row[i]) + (d * other[i]), modulus));
            }
        }
    }

    private static BigInteger Floor(BigInteger number, BigInteger divisor) => (number - LargeRing.Least(number, divisor)) / divisor;
}
