using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>The determinant of a square matrix of whole numbers.</summary>
/// <remarks>
/// The denominator of a random combination of the solution of A x = b divides the determinant, and most of the time is nearly all of it
/// (Pan 1988; Abbott, Bronstein and Mulders 1999). The cofactor that is left is below a bound for the determinant over that, and found
/// from its remainders modulo primes: nothing rests on luck but the time. A tight bound makes one prime enough most of the time.
/// </remarks>
internal static class ExactDeterminant
{
    private const int LargestRight = 1000;

    // Small, so that the bound for the numerator is hardly more than that for the determinant.
    private const int LargestWeight = 100;

    /// <summary>The determinant; zero only where the matrix is singular.</summary>
    /// <param name="matrix">The matrix, square.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="known">The elimination modulo a prime, where it was done already.</param>
    public static BigInteger Of(IntegerMatrix matrix, CancellationToken cancellation, Elimination<PrimeField>? known = null)
    {
        if (matrix.Rows == 0)
        {
            return BigInteger.One;
        }

        // Modulo two primes nearly every regular matrix is regular once.
        var elimination = known ?? PrimeField.Primes().Take(2).Select(prime => Eliminated(matrix, new PrimeField(prime))).FirstOrDefault(one => one.Rank == matrix.Rows);
        var random = new Random(1);
        int[] weights = Random(LargestWeight), b = Random(LargestRight);
        var bounds = CombinationBounds.Of(matrix, weights, b);
        var divisor = elimination is not null && RationalSolver.Create(matrix, elimination) is { } solver
            ? solver.Denominator(weights, b, bounds, cancellation) : BigInteger.One;
        var (cofactor, modulus) = (BigInteger.Zero, BigInteger.One);
        foreach (var prime in PrimeField.Primes())
        {
            cancellation.ThrowIfCancellationRequested();
            var field = new PrimeField(prime);

            // A prime that divides the divisor says nothing about the cofactor.
            if ((divisor % prime).IsZero)
            {
                continue;
            }

            var determinant = field.Determinant(elimination?.Field.Prime == prime ? elimination : Eliminated(matrix, field));
            var remainder = field.Least(field.Reduce(determinant * field.Invert(field.Of(divisor))));
            var step = field.Reduce(field.Of(remainder - cofactor) * field.Invert(field.Of(modulus)));
            cofactor += modulus * field.Least(step);
            modulus *= prime;
            if (modulus > 2 * (bounds.Denominator / divisor) + 1)
            {
                break;
            }
        }

        return divisor * (2 * cofactor > modulus ? cofactor - modulus : cofactor);

        int[] Random(int largest) => [.. Enumerable.Range(0, matrix.Rows).Select(_ => random.Next(-largest, largest + 1))];
    }

    private static Elimination<PrimeField> Eliminated(IntegerMatrix matrix, PrimeField field) => new(field, matrix.Residues(field), matrix.Rows, matrix.Rows);
}
