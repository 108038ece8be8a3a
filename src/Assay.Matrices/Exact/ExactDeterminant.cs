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

        var elimination = known ?? Regular(matrix);
        var random = new Random(1);
        int[] weights = Random(random, matrix.Rows, LargestWeight), right = Random(random, matrix.Rows, LargestRight);
        var bounds = CombinationBounds.Of(matrix, weights, right);
        var divisor = Solver(matrix, elimination)?.Denominator(weights, right, bounds, cancellation) ?? BigInteger.One;
        return Multiple(matrix, divisor, bounds.Denominator, elimination, cancellation);
    }

    /// <summary>
    /// The determinant, and the whole solution of a system: who has both can find the determinant again with a few eliminations. No system
    /// where the matrix is singular modulo the primes that were tried.
    /// </summary>
    /// <param name="matrix">The matrix, square.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="known">The elimination modulo a prime, where it was done already.</param>
    public static (BigInteger Determinant, SolvedSystem? System) Solved(IntegerMatrix matrix, CancellationToken cancellation, Elimination<PrimeField>? known = null)
    {
        var elimination = known ?? Regular(matrix);
        BigInteger[] right = [.. Random(new Random(1), matrix.Rows, LargestRight).Select(entry => (BigInteger)entry)];
        if (Solver(matrix, elimination)?.Solve(right, cancellation) is not { } solution)
        {
            return (Of(matrix, cancellation, elimination), null);
        }

        var bound = GramBound.Of(matrix) ?? matrix.DeterminantBound();
        return (Multiple(matrix, solution.Denominator, bound, elimination, cancellation), new SolvedSystem(right, solution));
    }

    // The multiple of a divisor that the determinant is, below a bound.
    private static BigInteger Multiple(IntegerMatrix matrix, BigInteger divisor, BigInteger bound, Elimination<PrimeField>? known, CancellationToken cancellation)
    {
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

            var determinant = field.Determinant(known?.Field.Prime == prime ? known : Eliminated(matrix, field));
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
    private static Elimination<PrimeField>? Regular(IntegerMatrix matrix) =>
        PrimeField.Primes().Take(2).Select(prime => Eliminated(matrix, new PrimeField(prime))).FirstOrDefault(one => one.Rank == matrix.Rows);

    private static RationalSolver? Solver(IntegerMatrix matrix, Elimination<PrimeField>? elimination) => elimination is null ? null : RationalSolver.Create(matrix, elimination);

    private static Elimination<PrimeField> Eliminated(IntegerMatrix matrix, PrimeField field) => new(field, matrix.Residues(field), matrix.Rows, matrix.Rows);

    private static int[] Random(Random random, int count, int largest) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-largest, largest + 1))];
}
