using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Matrices.Exact;

/// <summary>Products of one whole number with many p-adic ones, digit by digit for all of them at once.</summary>
internal static class PadicProduct
{
    /// <summary>The lowest digits of the products: residues of magnitude at most p / 2 + 1.</summary>
    /// <param name="field">The field of the prime.</param>
    /// <param name="digits">The digits of the p-adic numbers, the lowest first.</param>
    /// <param name="factor">The whole number, positive.</param>
    /// <param name="length">How many digits.</param>
    public static double[][] Of(PrimeField field, IReadOnlyList<double[]> digits, BigInteger factor, int length)
    {
        var factors = Digits(field, factor, length);
        var products = new double[length][];
        var carry = new double[digits[0].Length];
        for (var k = 0; k < length; k++)
        {
            var (sum, next) = (carry, new double[carry.Length]);
            for (var j = 0; j <= k && j < factors.Count; j++)
            {
                Add(sum, factors[j], digits[k - j]);
                if (j % field.MostProducts == field.MostProducts - 1)
                {
                    Carry(field, sum, next);
                }
            }

            Carry(field, sum, next);
            (products[k], carry) = (sum, next);
        }

        return products;
    }

    private static List<double> Digits(PrimeField field, BigInteger factor, int length)
    {
        List<double> digits = [];
        for (var rest = factor; !rest.IsZero && digits.Count < length;)
        {
            digits.Add(field.Of(rest));
            rest = (rest - (long)digits[^1]) / field.Prime;
        }

        return digits;
    }

    private static void Add(double[] sum, double factor, double[] digits)
    {
        var sums = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan());
        var others = MemoryMarshal.Cast<double, Vector<double>>(digits.AsSpan());
        var factors = new Vector<double>(factor);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += factors * others[i];
        }

        for (var i = sums.Length * Vector<double>.Count; i < sum.Length; i++)
        {
            sum[i] += factor * digits[i];
        }
    }

    // What is left of each sum is a residue.
    private static void Carry(PrimeField field, double[] sum, double[] next)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            var residue = field.Reduce(sum[i]);
            next[i] += (sum[i] - residue) / field.Prime;
            sum[i] = residue;
        }
    }
}
