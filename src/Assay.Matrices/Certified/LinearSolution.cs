using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Certified;

/// <summary>The solution of A x = b.</summary>
public sealed record LinearSolution
{
    private const int MostForFractions = 200;

    private LinearSolution()
    {
    }

    /// <summary>Each entry of x, enclosed to about as many digits as doubles have.</summary>
    public required IReadOnlyList<Enclosure> Entries { get; init; }

    /// <summary>x as fractions; null where there are more than 200 rows.</summary>
    public required IReadOnlyList<Rational>? Exact { get; init; }

    /// <summary>The greatest relative error that textbook elimination in doubles makes, relative to the greatest entry of x; infinite where it meets a zero pivot.</summary>
    public required double ErrorInDoubles { get; init; }

    /// <summary>b.</summary>
    public required Matrix Right { get; init; }

    /// <summary>x times <see cref="Denominator"/>.</summary>
    public required IReadOnlyList<BigInteger> Numerators { get; init; }

    /// <summary>A common denominator of x.</summary>
    public required BigInteger Denominator { get; init; }

    /// <summary>Solves the system.</summary>
    /// <exception cref="MatrixException">The sizes do not fit, or the matrix is not square and regular.</exception>
    internal static LinearSolution Of(Matrix matrix, Matrix right, CancellationToken cancellation)
    {
        if (matrix.Rows != matrix.Columns || right.Columns != 1 || right.Rows != matrix.Rows)
        {
            throw Wrong($"The matrix is {matrix.Rows} by {matrix.Columns}, and the right side {right.Rows} by {right.Columns}.", "The matrix has to be square, and the right side one column of as many rows, as in: [[1], [2]]");
        }

        var scaled = ScaledMatrix.Of(matrix);
        var solver = RationalSolver.Create(new PrimeField(PrimeField.Primes().First()), scaled.Whole);
        if (solver is null)
        {
            var rank = ExactRank.Of(scaled.Whole, cancellation);
            solver = rank.Rank == matrix.Rows ? RationalSolver.Create(new PrimeField(rank.Prime), scaled.Whole)!
                : throw Wrong("The matrix is singular: there is no solution, or more than one.", "Without --solve its rank and kernel are told.");
        }

        // The rows of b are scaled with those of A, and all of b is made whole.
        Rational[] scaledRight = [.. Enumerable.Range(0, right.Rows).Select(row => right[row, 0] * scaled.RowFactors[row])];
        var multiple = CommonDenominator(scaledRight);
        var solution = solver.Solve([.. scaledRight.Select(entry => entry.Numerator * (multiple / entry.Denominator))], cancellation);
        var divisor = solution.Denominator * multiple;
        Rational[] exact = [.. solution.Numerators.Select((entry, i) => new Rational(entry, divisor) * scaled.ColumnFactors[i])];
        var common = CommonDenominator(exact);
        return new LinearSolution
        {
            Right = right,
            Numerators = [.. exact.Select(entry => entry.Numerator * (common / entry.Denominator))],
            Denominator = common,
            Entries = [.. exact.Select(Around)],
            Exact = matrix.Rows <= MostForFractions ? exact : null,
            ErrorInDoubles = Error(matrix, right, exact),
        };
    }

    private static BigInteger CommonDenominator(Rational[] entries) =>
        entries.Aggregate(BigInteger.One, (product, entry) => product / BigInteger.GreatestCommonDivisor(product, entry.Denominator) * entry.Denominator);

    private static Enclosure Around(Rational value)
    {
        var near = value.Approximation;
        return value.ToDouble() is { } exact ? new Enclosure(exact, exact) : new Enclosure(Math.BitDecrement(Math.BitDecrement(near)), Math.BitIncrement(Math.BitIncrement(near)));
    }

    private static double Error(Matrix matrix, Matrix right, Rational[] exact)
    {
        var entries = new double[matrix.Rows, matrix.Rows];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / matrix.Rows, i % matrix.Rows] = matrix.Near(i / matrix.Rows, i % matrix.Rows);
        }

        var elimination = new UnderTest.ScalarLu(entries, new UnderTest.ScalarArithmetic(false));
        if (elimination.IsSingular)
        {
            return double.PositiveInfinity;
        }

        var found = elimination.Solve([.. Enumerable.Range(0, right.Rows).Select(row => right.Near(row, 0))]);
        if (!Array.TrueForAll(found, double.IsFinite))
        {
            return double.PositiveInfinity;
        }

        var greatest = exact.Max(Magnitude);
        return greatest.Numerator.IsZero ? 0 : (exact.Zip(found, (entry, near) => Magnitude(entry - Rational.Of(near))).Max() / greatest).Approximation;
    }

    private static Rational Magnitude(Rational value) => value.Numerator.Sign < 0 ? new Rational(-value.Numerator, value.Denominator) : value;

    private static MatrixException Wrong(string what, string toDo) => new(new Problem(Place.Whole("system"), what, toDo));
}
