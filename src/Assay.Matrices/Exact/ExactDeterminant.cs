using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>The determinant of a square matrix of whole numbers.</summary>
/// <remarks>
/// The denominator of a random combination of the solution of A x = b divides the determinant, and most of the time is nearly all of it
/// (Pan 1988; Abbott, Bronstein and Mulders 1999). The cofactor that is left is below Hadamard's bound over that, and found from
/// its remainders modulo primes: nothing rests on luck but the time. A tighter bound makes one prime enough most of the time.
/// </remarks>
internal static class ExactDeterminant
{
    private const int Largest = 1000;

    /// <summary>The determinant; zero only where the matrix is singular.</summary>
    /// <param name="matrix">The matrix, square.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="known">A prime modulo which the determinant is known, and what it is.</param>
    public static BigInteger Of(IntegerMatrix matrix, CancellationToken cancellation, (int Prime, int Remainder)? known = null)
    {
        if (matrix.Rows == 0)
        {
            return BigInteger.One;
        }

        var bound = GramBound.Of(matrix) is { } gram ? BigInteger.Min(gram, matrix.DeterminantBound()) : matrix.DeterminantBound();
        var divisor = Divisor(matrix, cancellation);
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

            var determinant = known is { } one && one.Prime == prime ? one.Remainder
                : field.Determinant(new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Rows));
            var remainder = field.Least(field.Reduce(determinant * field.Invert(field.Of(divisor))));
            var step = field.Reduce(field.Of(remainder - cofactor) * field.Invert(field.Of(modulus)));
            cofactor += modulus * field.Least(step);
            modulus *= prime;
            if (modulus > 2 * (bound / divisor) + 1)
            {
                break;
            }
        }

        return divisor * (2 * cofactor > modulus ? cofactor - modulus : cofactor);
    }

    // Modulo two primes nearly every regular matrix is regular once.
    private static BigInteger Divisor(IntegerMatrix matrix, CancellationToken cancellation)
    {
        var random = new Random(1);
        foreach (var prime in PrimeField.Primes().Take(2))
        {
            if (RationalSolver.Create(new PrimeField(prime), matrix) is { } solver)
            {
                int[] weights = [.. Enumerable.Range(0, matrix.Rows).Select(_ => random.Next(-Largest, Largest + 1))];
                return solver.Denominator(weights, [.. Enumerable.Range(0, matrix.Rows).Select(_ => (BigInteger)random.Next(-Largest, Largest + 1))], cancellation);
            }
        }

        return BigInteger.One;
    }
}
