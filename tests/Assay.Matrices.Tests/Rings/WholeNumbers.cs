using System.Numerics;

namespace Assay.Matrices.Tests.Rings;

/// <summary>Random matrices of whole numbers, and what is true of them by definition.</summary>
internal static class WholeNumbers
{
    /// <summary>A number with so many bits at most, of either sign.</summary>
    public static BigInteger Next(Random random, int bits)
    {
        var bytes = new byte[(bits / 8) + 1];
        random.NextBytes(bytes);
        return new BigInteger(bytes) >> ((bytes.Length * 8) - 1 - bits);
    }

    /// <summary>A matrix of such numbers.</summary>
    public static BigInteger[,] Matrix(Random random, int rows, int columns, int bits) => Fill(rows, columns, (_, _) => Next(random, bits));

    /// <summary>A product of elementary matrices, with determinant 1 or -1.</summary>
    public static BigInteger[,] Unimodular(Random random, int size, int steps)
    {
        var matrix = Fill(size, size, (row, column) => row == column ? (random.Next(2) * 2) - 1 : 0);
        for (var step = 0; step < steps && size > 1; step++)
        {
            var (to, from) = (random.Next(size), random.Next(size - 1));
            from += from >= to ? 1 : 0;
            var factor = random.Next(-3, 4);
            for (var column = 0; column < size; column++)
            {
                matrix[to, column] += factor * matrix[from, column];
            }
        }

        return matrix;
    }

    public static BigInteger[,] Fill(int rows, int columns, Func<int, int, BigInteger> entry)
    {
        var matrix = new BigInteger[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                matrix[row, column] = entry(row, column);
            }
        }

        return matrix;
    }

    public static BigInteger[,] Product(BigInteger[,] a, BigInteger[,] b) => Fill(
        a.GetLength(0), b.GetLength(1), (row, column) => Enumerable.Range(0, a.GetLength(1)).Aggregate(BigInteger.Zero, (sum, k) => sum + (a[row, k] * b[k, column])));

    /// <summary>A matrix from its entries, row after row.</summary>
    public static BigInteger[,] Square(IReadOnlyList<BigInteger> entries, int size) => Fill(size, size, (row, column) => entries[(row * size) + column]);

    public static BigInteger Determinant(BigInteger[,] matrix) =>
        Exact.Bareiss.Run([.. matrix.Cast<BigInteger>()], matrix.GetLength(0), matrix.GetLength(0)).Determinant;

    public static BigInteger Least(BigInteger number, BigInteger modulus) => ((number % modulus) + modulus) % modulus;

    /// <summary>Whether two matrices agree modulo a number, or exactly where it is 0.</summary>
    public static bool Agree(BigInteger[,] a, BigInteger[,] b, BigInteger modulus) =>
        a.Cast<BigInteger>().Zip(b.Cast<BigInteger>()).All(pair => modulus.IsZero ? pair.First == pair.Second : ((pair.First - pair.Second) % modulus).IsZero);

    /// <summary>All subsets of a size, in order.</summary>
    public static IEnumerable<int[]> Subsets(int count, int size) => Enumerable.Range(0, 1 << count)
        .Where(bits => BitOperations.PopCount((uint)bits) == size)
        .Select(bits => Enumerable.Range(0, count).Where(i => (bits >> i & 1) == 1).ToArray());

    /// <summary>The invariant factors, from the common divisors of all minors of each size.</summary>
    public static IReadOnlyList<BigInteger> InvariantFactors(BigInteger[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        List<BigInteger> factors = [];
        var before = BigInteger.One;
        for (var size = 1; size <= Math.Min(rows, columns); size++)
        {
            var divisor = Subsets(rows, size).SelectMany(chosen => Subsets(columns, size).Select(others => Determinant(
                Fill(size, size, (row, column) => matrix[chosen[row], others[column]])))).Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
            if (divisor.IsZero)
            {
                break;
            }

            factors.Add(divisor / before);
            before = divisor;
        }

        return factors;
    }
}
