using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>The solution of A x = b over the rationals: whole numbers over one denominator, without a common factor of all.</summary>
/// <param name="Numerators">The numerators.</param>
/// <param name="Denominator">The denominator, positive. It divides the determinant of A where b is whole.</param>
internal sealed record RationalSolution(IReadOnlyList<BigInteger> Numerators, BigInteger Denominator);

/// <summary>Solves systems with a square regular matrix exactly, by lifting modulo the powers of a prime.</summary>
internal sealed class RationalSolver
{
    private const int FirstDigits = 16;

    // That a number which is no such fraction looks like one has a chance of 2^-40.
    private const int SpareBits = 40;

    private readonly PrimeField _field;
    private readonly IntegerMatrix _matrix;
    private readonly DixonLifting _lifting;

    private RationalSolver(PrimeField field, IntegerMatrix matrix, float[] inverse)
    {
        (_field, _matrix) = (field, matrix);
        _lifting = new DixonLifting(field, matrix, inverse);
    }

    /// <summary>A solver; null where the matrix is singular modulo the prime.</summary>
    public static RationalSolver? Create(PrimeField field, IntegerMatrix matrix) =>
        Create(matrix, new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Rows));

    /// <summary>A solver, from the elimination modulo the prime; null where the matrix is singular modulo it.</summary>
    public static RationalSolver? Create(IntegerMatrix matrix, Elimination<PrimeField> elimination) =>
        Inverse<PrimeField>.Of(elimination) is { } inverse ? new RationalSolver(elimination.Field, matrix, Array.ConvertAll(inverse, entry => (float)entry)) : null;

    /// <summary>The whole solution.</summary>
    /// <remarks>
    /// Most of the time it is shorter than the bounds say. Then it is found from fewer digits. It is known to be right because both
    /// sides of the equations are congruent modulo a power of the prime that is beyond their sizes.
    /// </remarks>
    public RationalSolution Solve(IReadOnlyList<BigInteger> b, CancellationToken cancellation)
    {
        // Cramer's rule, with the column that b replaces taken for at least 1 long.
        var (most, bound) = (_matrix.ColumnBound() * (b.Aggregate(BigInteger.Zero, (sum, entry) => sum + BigInteger.Abs(entry)) + 1), _matrix.DeterminantBound());
        var sizes = new SolutionSizes(_matrix.RowBound(), _matrix.Columns, b);
        List<double[]> digits = [];
        var next = FirstDigits;
        foreach (var digit in Lift(b, most * CommonDenominator.MostFactor(_matrix.Rows), bound, cancellation))
        {
            digits.Add(digit);
            if (digits.Count == next)
            {
                next *= 2;
                var limit = BigInteger.One << (((int)(digits.Count * Math.Log2(_field.Prime)) - SpareBits) / 2);
                if (new CommonDenominator(_field, digits, limit, limit, sizes).Find(cancellation) is { } found)
                {
                    return found;
                }
            }
        }

        return new CommonDenominator(_field, digits, most, bound, sizes).Find(cancellation) ?? throw new InvalidOperationException("A solution has no fractions within Cramer's bounds.");
    }

    /// <summary>The denominator of a combination of the solution, which divides the determinant.</summary>
    /// <param name="weights">The whole factors of the combination.</param>
    /// <param name="b">The right side.</param>
    /// <param name="bounds">Those of the combination.</param>
    /// <param name="cancellation">Ends it.</param>
    public BigInteger Denominator(int[] weights, int[] b, CombinationBounds bounds, CancellationToken cancellation)
    {
        List<long> digits = [.. Lift([.. b.Select(entry => (BigInteger)entry)], bounds.Numerator, bounds.Denominator, cancellation).Select(digit => CommonDenominator.Combine(weights, digit))];
        var numbers = new PadicNumbers(_field.Prime, digits.Count);
        return Fractions.Reconstruct(numbers.Number(k => digits[k]), numbers.Modulus, bounds.Numerator, bounds.Denominator)?.Denominator
            ?? throw new InvalidOperationException("A combination has no fraction within Cramer's bounds.");
    }

    private IEnumerable<double[]> Lift(IReadOnlyList<BigInteger> b, BigInteger mostNumerator, BigInteger mostDenominator, CancellationToken cancellation)
    {
        var bits = (2 * mostNumerator * mostDenominator).GetBitLength() + 1;
        return _lifting.Digits(b).Take((int)(bits / Math.Log2(_field.Prime)) + 2).Select(digit =>
        {
            cancellation.ThrowIfCancellationRequested();
            return digit;
        });
    }
}
