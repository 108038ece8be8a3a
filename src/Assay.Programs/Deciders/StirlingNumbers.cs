using System.Collections.Concurrent;
using System.Numerics;

namespace Assay.Programs.Deciders;

/// <summary>Stirling numbers of the second kind: x^n is the sum of S(n, k) times the falling factorial of length k.</summary>
internal static class StirlingNumbers
{
    private static readonly ConcurrentDictionary<int, BigInteger[]> Rows = new();

    /// <summary>S(n, 0) to S(n, n).</summary>
    public static BigInteger[] Row(int n) => Rows.GetOrAdd(n, Compute);

    public static BigInteger Factorial(int n)
    {
        var product = BigInteger.One;
        for (var i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }

    private static BigInteger[] Compute(int n)
    {
        BigInteger[] row = [BigInteger.One];
        for (var m = 1; m <= n; m++)
        {
            var next = new BigInteger[m + 1];
            for (var k = 1; k <= m; k++)
            {
                next[k] = row[k - 1] + (k < row.Length ? k * row[k] : 0);
            }

            row = next;
        }

        return row;
    }
}
