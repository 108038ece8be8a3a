using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>How large both sides of A x = b can be, times a denominator.</summary>
/// <param name="longestRow">No less than the length of the longest row of A.</param>
/// <param name="columns">The number of columns of A.</param>
/// <param name="b">The right side.</param>
internal sealed class SolutionSizes(BigInteger longestRow, int columns, IEnumerable<BigInteger> b)
{
    private readonly BigInteger _right = b.Select(BigInteger.Abs).DefaultIfEmpty().Max();

    /// <summary>No less than any entry of A N - d b in magnitude, for numerators N and a denominator d up to those.</summary>
    public BigInteger Difference(BigInteger mostNumerator, BigInteger denominator) =>
        (mostNumerator * columns * longestRow) + (_right * denominator);
}

/// <summary>Whole numbers over one denominator, from the p-adic digits of the fractions.</summary>
/// <remarks>
/// The denominator is that of a random combination, nearly always. Times it the fractions are whole numbers half as long as what is
/// known of them, so that half of the digits are enough.
/// </remarks>
/// <param name="field">The field of the prime.</param>
/// <param name="digits">The digits of all fractions, the lowest first.</param>
/// <param name="mostNumerator">The most that a numerator can be.</param>
/// <param name="mostDenominator">The most that the denominator can be.</param>
/// <param name="sizes">How large both sides of the equations can be.</param>
internal sealed class CommonDenominator(PrimeField field, IReadOnlyList<double[]> digits, BigInteger mostNumerator, BigInteger mostDenominator, SolutionSizes sizes)
{
    private const int Largest = 1000;

    private readonly int _count = digits[0].Length;

    /// <summary>What a numerator is multiplied by, at most, in the combination of so many.</summary>
    public static BigInteger MostFactor(int count) => Math.Max(1, (long)count * Largest);

    /// <summary>The solution; null where the digits show none within the bounds.</summary>
    public RationalSolution? Find(CancellationToken cancellation)
    {
        var all = new PadicNumbers(field.Prime, digits.Count);
        var random = new Random(1);
        int[] weights = [.. Enumerable.Range(0, _count).Select(_ => random.Next(1, Largest))];
        if (Fractions.Reconstruct(all.Number(k => Combine(weights, digits[k])), all.Modulus, mostNumerator * MostFactor(_count), mostDenominator) is not (_, var denominator))
        {
            return null;
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = (2 * sizes.Difference(mostNumerator, denominator)).GetBitLength() + 1;
            var some = new PadicNumbers(field.Prime, Math.Min(digits.Count, (int)(wanted / Math.Log2(field.Prime)) + 1));
            var products = PadicProduct.Of(field, digits, denominator, some.Length);
            BigInteger[] numerators = [.. Enumerable.Range(0, _count).Select(i => some.Number(k => (long)products[k][i]))];
            var greatest = numerators.Select(BigInteger.Abs).DefaultIfEmpty().Max();
            if (greatest <= mostNumerator)
            {
                return 2 * sizes.Difference(greatest, denominator) < some.Modulus ? Reduced(numerators, denominator) : null;
            }

            // The combination has hidden a factor.
            var first = Array.FindIndex(numerators, numerator => BigInteger.Abs(numerator) > mostNumerator);
            if (Fractions.Reconstruct(all.Number(k => (long)digits[k][first]) * denominator, all.Modulus, mostNumerator, mostDenominator) is not (_, var factor)
                || factor.IsOne || factor * denominator > mostDenominator)
            {
                return null;
            }

            denominator *= factor;
        }
    }

    /// <summary>A digit of a combination, before carries.</summary>
    public static long Combine(ReadOnlySpan<int> weights, ReadOnlySpan<double> digit)
    {
        var sum = 0L;
        for (var i = 0; i < digit.Length; i++)
        {
            sum += weights[i] * (long)digit[i];
        }

        return sum;
    }

    private static RationalSolution Reduced(BigInteger[] numerators, BigInteger denominator)
    {
        var common = numerators.Aggregate(denominator, BigInteger.GreatestCommonDivisor);
        return common.IsOne ? new RationalSolution(numerators, denominator)
            : new RationalSolution([.. numerators.Select(numerator => numerator / common)], denominator / common);
    }
}
