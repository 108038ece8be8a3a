using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>
/// The solution of A x = b as a p-adic number, digit by digit (Dixon, Exact Solution of Linear Equations Using P-Adic
/// Expansions, 1982).
/// </summary>
/// <param name="field">The field, modulo whose prime A is regular.</param>
/// <param name="matrix">A, square.</param>
/// <param name="inverse">The inverse of A modulo the prime.</param>
internal sealed class DixonLifting(PrimeField field, IntegerMatrix matrix, float[] inverse)
{
    private const int ResidueBits = 24;
    private const int MostBits = 125;

    /// <summary>The digits of x, the lowest first, without end: residues of magnitude at most p / 2 + 1.</summary>
    public IEnumerable<double[]> Digits(IReadOnlyList<BigInteger> b)
    {
        var bits = b.Select(entry => BigInteger.Abs(entry).GetBitLength()).DefaultIfEmpty().Max();
        return matrix.Slices.Count == 1 && bits < 50 ? SmallDigits([.. b.Select(entry => (double)entry)])
            : bits < MostBits && matrix.Bits + BitOperations.Log2((uint)matrix.Rows) + ResidueBits < MostBits ? MiddleDigits([.. b.Select(entry => (Int128)entry)])
            : LargeDigits([.. b]);
    }

    // The rest stays below n * max |A| + |b|, and all of this is exact in doubles.
    private IEnumerable<double[]> SmallDigits(double[] rest)
    {
        var (size, residues, product) = (matrix.Rows, new double[matrix.Rows], new double[matrix.Rows]);
        var shorts = ShortMatrix.Of(matrix);
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                residues[i] = field.Reduce(rest[i]);
            }

            var digits = new double[size];
            ModularVector.Multiply(field, inverse, residues, digits);
            yield return digits;
            if (shorts is not null)
            {
                shorts.Multiply(digits, product);
            }
            else
            {
                ModularVector.MultiplyExactly(matrix.Slices[0], digits, product);
            }

            for (var i = 0; i < size; i++)
            {
                rest[i] = (rest[i] - product[i]) / field.Prime;
            }
        }
    }

    // The rest is below 2^126. What the prime divides is divided by a product, modulo 2^128.
    private IEnumerable<double[]> MiddleDigits(Int128[] rest)
    {
        var reciprocal = Int128.One;
        for (var correct = 1; correct < 128; correct *= 2)
        {
            reciprocal *= 2 - (field.Prime * reciprocal);
        }

        var (prime, carry) = ((ulong)field.Prime, ((ulong)(UInt128.MaxValue >> 64) % (ulong)field.Prime) + 1);
        return Digits(Residue, Subtract);

        double Residue(int i)
        {
            var magnitude = (UInt128)Int128.Abs(rest[i]);
            var residue = (((ulong)(magnitude >> 64) % prime * carry) + ((ulong)magnitude % prime)) % prime;
            return field.Reduce(rest[i] < 0 ? -(double)residue : residue);
        }

        void Subtract(int i, double[][] products)
        {
            var product = Int128.Zero;
            for (var j = products.Length - 1; j >= 0; j--)
            {
                product = (product << matrix.Width) + (long)products[j][i];
            }

            rest[i] = (rest[i] - product) * reciprocal;
        }
    }

    private IEnumerable<double[]> LargeDigits(BigInteger[] rest)
    {
        return Digits(i => field.Of(rest[i]), Subtract);

        void Subtract(int i, double[][] products)
        {
            var product = BigInteger.Zero;
            for (var j = products.Length - 1; j >= 0; j--)
            {
                product = (product << matrix.Width) + (long)products[j][i];
            }

            rest[i] = (rest[i] - product) / field.Prime;
        }
    }

    // The residue of each entry of the rest; then it loses what the digits make of each slice, and is divided by the prime.
    private IEnumerable<double[]> Digits(Func<int, double> residue, Action<int, double[][]> subtract)
    {
        var (size, residues) = (matrix.Rows, new double[matrix.Rows]);
        double[][] products = [.. matrix.Slices.Select(_ => new double[size])];
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                residues[i] = residue(i);
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
                subtract(i, products);
            }
        }
    }
}
