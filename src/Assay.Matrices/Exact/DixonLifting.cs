using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>
/// The solution of A x = b as a p-adic number, digit by digit (Dixon, Exact Solution of Linear Equations Using P-Adic
/// Expansions, 1982).
/// </summary>
/// <param name="field">The field, modulo whose prime A is regular.</param>
/// <param name="matrix">A, square.</param>
/// <param name="inverse">The inverse of A modulo the prime.</param>
internal sealed class DixonLifting(PrimeField field, IntegerMatrix matrix, double[] inverse)
{
    /// <summary>The digits of x, the lowest first, without end: residues of magnitude at most p / 2 + 1.</summary>
    public IEnumerable<double[]> Digits(IReadOnlyList<BigInteger> b) =>
        matrix.Slices.Count == 1 && b.All(entry => BigInteger.Abs(entry) < 1L << 50) ? SmallDigits([.. b.Select(entry => (double)entry)]) : LargeDigits([.. b]);

    // The rest stays below n * max |A| + |b|, and all of this is exact in doubles.
    private IEnumerable<double[]> SmallDigits(double[] rest)
    {
        var (size, residues, product) = (matrix.Rows, new double[matrix.Rows], new double[matrix.Rows]);
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                residues[i] = field.Reduce(rest[i]);
            }

            var digits = new double[size];
            ModularVector.Multiply(field, inverse, residues, digits);
            yield return digits;
            ModularVector.MultiplyExactly(matrix.Slices[0], digits, product);
            for (var i = 0; i < size; i++)
            {
                rest[i] = (rest[i] - product[i]) / field.Prime;
            }
        }
    }

    private IEnumerable<double[]> LargeDigits(BigInteger[] rest)
    {
        var (size, residues) = (matrix.Rows, new double[matrix.Rows]);
        double[][] products = [.. matrix.Slices.Select(_ => new double[size])];
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                residues[i] = field.Of(rest[i]);
            }

            var digits = new double[size];
            ModularVector.Multiply(field, inverse, residues, digits);
            yield return digits;
            for (var j = 0; j < products.Length; j++)
            {
                ModularVector.MultiplyExactly(matrix.Slices[j], digits, products[j]);
            }

            for (var i = 0; i < size; i++)
            {
                var product = BigInteger.Zero;
                for (var j = products.Length - 1; j >= 0; j--)
                {
                    product = (product << matrix.Width) + (long)products[j][i];
                }

                rest[i] = (rest[i] - product) / field.Prime;
            }
        }
    }
}
