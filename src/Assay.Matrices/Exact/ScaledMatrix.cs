using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>A matrix of fractions as one of whole numbers, whose rows and columns were multiplied: rank and regularity are the same.</summary>
/// <param name="Whole">The matrix of whole numbers.</param>
/// <param name="RowFactors">What each row was multiplied by, not zero.</param>
/// <param name="ColumnFactors">What each column was multiplied by after that, not zero.</param>
internal sealed record ScaledMatrix(IntegerMatrix Whole, IReadOnlyList<Rational> RowFactors, IReadOnlyList<Rational> ColumnFactors)
{
    /// <summary>Scales a matrix so that the whole numbers are small; the lines of doubles only by powers of two.</summary>
    public static ScaledMatrix Of(Matrix matrix)
    {
        if (matrix.Doubles is { } doubles)
        {
            if (WholeDoubles.Of(doubles, matrix.Rows, matrix.Columns) is { } whole)
            {
                return new ScaledMatrix(whole, Ones(matrix.Rows), Ones(matrix.Columns));
            }

            var dyadic = new DyadicScaling(doubles, matrix.Rows, matrix.Columns);
            return new ScaledMatrix(dyadic.Whole(), dyadic.RowFactors, dyadic.ColumnFactors);
        }

        var entries = new Rational[matrix.Rows * matrix.Columns];
        if (matrix.Sparse is { } sparse)
        {
            foreach (var entry in sparse)
            {
                entries[(entry.Row * matrix.Columns) + entry.Column] = entry.Value;
            }
        }
        else
        {
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = matrix[i / matrix.Columns, i % matrix.Columns];
            }
        }

        var rows = Enumerable.Range(0, matrix.Rows).Select(row => Scale(entries, row * matrix.Columns, 1, matrix.Columns)).ToList();
        var columns = Enumerable.Range(0, matrix.Columns).Select(column => Scale(entries, column, matrix.Columns, matrix.Rows)).ToList();
        return new ScaledMatrix(new IntegerMatrix([.. entries.Select(entry => entry.Numerator)], matrix.Rows, matrix.Columns), rows, columns);
    }

    /// <summary>The determinant of the matrix, from that of the whole numbers.</summary>
    public Rational Determinant(BigInteger whole) =>
        Rational.Of(whole) / RowFactors.Concat(ColumnFactors).Aggregate(Rational.Of(BigInteger.One), (product, factor) => product * factor);

    /// <summary>A system with the matrix, from one with that of the whole numbers.</summary>
    public RationalSystem System(SolvedSystem whole)
    {
        var (numerators, denominator) = (whole.Solution.Numerators, whole.Solution.Denominator);
        var common = ColumnFactors.Aggregate(BigInteger.One, (multiple, factor) => multiple / BigInteger.GreatestCommonDivisor(multiple, factor.Denominator) * factor.Denominator);
        return new RationalSystem(
            [.. whole.Right.Zip(RowFactors, (entry, factor) => Rational.Of(entry) / factor)],
            [.. numerators.Zip(ColumnFactors, (entry, factor) => entry * factor.Numerator * (common / factor.Denominator))], denominator * common);
    }

    /// <summary>A vector that the matrix takes to zero, as whole numbers without a common factor, the first of them positive, from one of the whole numbers' matrix.</summary>
    public IReadOnlyList<BigInteger> Kernel(IReadOnlyList<BigInteger> whole) => Primitive(whole.Zip(ColumnFactors, (entry, factor) => Rational.Of(entry) * factor));

    /// <summary>The multiple of a vector that has whole numbers without a common factor, the first of them positive.</summary>
    public static IReadOnlyList<BigInteger> Primitive(IEnumerable<Rational> entries)
    {
        Rational[] vector = [.. entries];
        Scale(vector, 0, 1, vector.Length);
        var sign = vector.Select(entry => entry.Numerator.Sign).FirstOrDefault(sign => sign != 0);
        return [.. vector.Select(entry => entry.Numerator * sign)];
    }

    private static Rational[] Ones(int count)
    {
        var ones = new Rational[count];
        Array.Fill(ones, Rational.Of(BigInteger.One));
        return ones;
    }

    // Makes a line whole, and without a common factor.
    private static Rational Scale(Rational[] entries, int start, int step, int count)
    {
        var (divisor, multiple) = (BigInteger.Zero, BigInteger.One);
        for (var i = 0; i < count; i++)
        {
            var entry = entries[start + (i * step)];
            divisor = BigInteger.GreatestCommonDivisor(divisor, entry.Numerator);
            multiple = multiple / BigInteger.GreatestCommonDivisor(multiple, entry.Denominator) * entry.Denominator;
        }

        if (divisor.IsZero || (divisor.IsOne && multiple.IsOne))
        {
            return Rational.Of(BigInteger.One);
        }

        var factor = new Rational(multiple, divisor);
        for (var i = 0; i < count; i++)
        {
            entries[start + (i * step)] *= factor;
        }

        return factor;
    }
}
