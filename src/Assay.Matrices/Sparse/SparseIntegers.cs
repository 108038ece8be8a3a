using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>A sparse matrix of whole numbers.</summary>
internal sealed class SparseIntegers
{
    private readonly Lazy<(BigInteger[] Rows, BigInteger[] Columns)> _squares;

    /// <param name="pattern">Where it has entries.</param>
    /// <param name="values">The entries, row after row.</param>
    public SparseIntegers(SparsePattern pattern, BigInteger[] values)
    {
        (Pattern, Values) = (pattern, values);
        _squares = new(Squares);
    }

    /// <summary>Where it has entries.</summary>
    public SparsePattern Pattern { get; }

    /// <summary>The entries, row after row.</summary>
    public BigInteger[] Values { get; }

    /// <summary>A matrix of fractions, whose rows and then columns are multiplied so that they are whole and have no common factor.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="columnFactors">What the columns were multiplied by.</param>
    public static SparseIntegers Of(Matrix matrix, out Rational[] columnFactors)
    {
        var entries = matrix.Sparse!;
        var pattern = SparsePattern.Of(matrix.Rows, matrix.Columns, entries);
        Rational[] values = [.. entries.Select(entry => entry.Value)];
        Scale(values, [.. entries.Select(entry => entry.Row)], matrix.Rows);
        columnFactors = Scale(values, [.. entries.Select(entry => entry.Column)], matrix.Columns);
        return new SparseIntegers(pattern, Array.ConvertAll(values, value => value.Numerator));
    }

    /// <summary>Rows and columns exchanged.</summary>
    public SparseIntegers Transpose()
    {
        var pattern = Pattern.Transpose(out var places);
        return new SparseIntegers(pattern, Array.ConvertAll(places, place => Values[place]));
    }

    /// <summary>The residues of the entries.</summary>
    public double[] Residues(PrimeField field) => Array.ConvertAll(Values, field.Of);

    /// <summary>An upper bound for the magnitude of all minors of so many rows, by rows or by columns, whichever is less.</summary>
    public BigInteger MinorBound(int size) =>
        BigInteger.Min(HadamardBound.Of(_squares.Value.Rows, size), HadamardBound.Of(_squares.Value.Columns, size));

    /// <summary>The length of the longest row, rounded up.</summary>
    public BigInteger RowBound() => HadamardBound.Of(_squares.Value.Rows, 1);

    /// <summary>The product of a row with a vector, exactly.</summary>
    public BigInteger Multiply(int row, IReadOnlyList<BigInteger> vector)
    {
        var (sum, start) = (BigInteger.Zero, Pattern.Start(row));
        foreach (var column in Pattern.Row(row))
        {
            sum += Values[start++] * vector[column];
        }

        return sum;
    }

    private (BigInteger[] Rows, BigInteger[] Columns) Squares()
    {
        var (rows, columns) = (new BigInteger[Pattern.Rows], new BigInteger[Pattern.Columns]);
        for (var row = 0; row < Pattern.Rows; row++)
        {
            var i = Pattern.Start(row);
            foreach (var column in Pattern.Row(row))
            {
                var square = Values[i] * Values[i];
                (rows[row], columns[column], i) = (rows[row] + square, columns[column] + square, i + 1);
            }
        }

        return (rows, columns);
    }

    // Makes lines whole, and each without a common factor.
    private static Rational[] Scale(Rational[] values, int[] lines, int count)
    {
        var (divisors, multiples) = (new BigInteger[count], new BigInteger[count]);
        Array.Fill(multiples, BigInteger.One);
        foreach (var (i, value) in values.Index())
        {
            ref var multiple = ref multiples[lines[i]];
            divisors[lines[i]] = BigInteger.GreatestCommonDivisor(divisors[lines[i]], value.Numerator);
            multiple = value.IsWhole ? multiple : multiple / BigInteger.GreatestCommonDivisor(multiple, value.Denominator) * value.Denominator;
        }

        Rational[] factors = [.. divisors.Zip(multiples, (divisor, multiple) => new Rational(multiple, BigInteger.Max(divisor, 1)))];
        foreach (var (i, value) in values.Index())
        {
            values[i] = value * factors[lines[i]];
        }

        return factors;
    }
}
