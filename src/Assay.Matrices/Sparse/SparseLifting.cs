using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>
/// Solutions of M x = b as p-adic numbers, digit by digit (Dixon 1982), where M is the minor of an elimination; and whether all
/// rows of the matrix agree with them.
/// </summary>
/// <param name="field">The field of the elimination.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="factors">The elimination.</param>
internal sealed class SparseLifting(PrimeField field, SparseIntegers matrix, SparseFactors factors)
{
    private const int DigitBits = 24;
    private const int MostBitsOfLong = 62;
    private const int MostBitsOfInt128 = 125;

    /// <summary>The digits of x for every column, those without a pivot zero; they end before one with which a row of the matrix disagrees.</summary>
    /// <param name="b">The right side for all rows.</param>
    public IEnumerable<double[]> Digits(BigInteger[] b)
    {
        // No row's product with digits is longer, nor what is left of the right side.
        var bits = (matrix.RowBound() * matrix.Pattern.Columns).GetBitLength() + DigitBits;
        bits = Math.Max(bits, b.Select(entry => BigInteger.Abs(entry).GetBitLength()).DefaultIfEmpty().Max()) + 1;
        return bits <= MostBitsOfLong ? Digits<long>(b) : bits <= MostBitsOfInt128 ? Digits<Int128>(b) : Digits<BigInteger>(b);
    }

    private IEnumerable<double[]> Digits<T>(BigInteger[] b)
        where T : IBinaryInteger<T>
    {
        var values = Array.ConvertAll(matrix.Values, T.CreateChecked);
        var rest = Array.ConvertAll(b, T.CreateChecked);
        var prime = T.CreateChecked(field.Prime);
        var (right, whole) = (new double[rest.Length], new T[matrix.Pattern.Columns]);
        while (true)
        {
            for (var row = 0; row < rest.Length; row++)
            {
                right[row] = field.Reduce((double)int.CreateTruncating(rest[row] % prime));
            }

            var digits = new double[whole.Length];
            factors.Solve(right, digits);
            for (var column = 0; column < whole.Length; column++)
            {
                whole[column] = T.CreateTruncating((int)digits[column]);
            }

            if (!Divide(values, whole, rest, prime))
            {
                yield break;
            }

            yield return digits;
        }
    }

    // What is left of the right side, over the prime; false where it does not divide a row.
    private bool Divide<T>(T[] values, T[] digits, T[] rest, T prime)
        where T : IBinaryInteger<T>
    {
        for (var row = 0; row < rest.Length; row++)
        {
            var (sum, i) = (rest[row], matrix.Pattern.Start(row));
            foreach (var column in matrix.Pattern.Row(row))
            {
                sum -= values[i++] * digits[column];
            }

            var quotient = sum / prime;
            if (quotient * prime != sum)
            {
                return false;
            }

            rest[row] = quotient;
        }

        return true;
    }
}
