using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>The rows of a matrix as whole numbers, each row times a factor of its own.</summary>
/// <param name="matrix">The matrix.</param>
internal sealed class WholeRows(Matrix matrix)
{
    private readonly double[]? _doubles = matrix.AsDoubles();

    /// <summary>The entries of a row times a positive factor, and that factor.</summary>
    public (BigInteger[] Entries, Rational Factor) Row(int row)
    {
        var entries = new BigInteger[matrix.Columns];
        if (_doubles is not null)
        {
            var doubles = _doubles.AsSpan(row * matrix.Columns, matrix.Columns);
            var least = int.MaxValue;
            foreach (var entry in doubles)
            {
                least = entry == 0 ? least : Math.Min(least, Dyadic.Split(entry).Exponent);
            }

            for (var i = 0; i < entries.Length; i++)
            {
                if (doubles[i] != 0)
                {
                    var (significand, exponent) = Dyadic.Split(doubles[i]);
                    entries[i] = (BigInteger)significand << (exponent - least);
                }
            }

            return (entries, least == int.MaxValue ? Rational.Of(BigInteger.One)
                : least < 0 ? Rational.Of(BigInteger.One << -least) : new Rational(1, BigInteger.One << least));
        }

        var multiple = BigInteger.One;
        for (var i = 0; i < entries.Length; i++)
        {
            var denominator = matrix[row, i].Denominator;
            multiple = multiple / BigInteger.GreatestCommonDivisor(multiple, denominator) * denominator;
        }

        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = matrix[row, i].Numerator * (multiple / matrix[row, i].Denominator);
        }

        return (entries, Rational.Of(multiple));
    }

    /// <summary>The exact product of the matrix and a vector of whole numbers.</summary>
    public Rational[] Times(IReadOnlyList<BigInteger> vector) =>
        [.. Enumerable.Range(0, matrix.Rows).Select(row =>
        {
            var (entries, factor) = Row(row);
            var sum = BigInteger.Zero;
            for (var i = 0; i < entries.Length; i++)
            {
                sum += entries[i] * vector[i];
            }

            return Rational.Of(sum) / factor;
        })];
}
