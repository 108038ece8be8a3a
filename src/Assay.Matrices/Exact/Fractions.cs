using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>Fractions from p-adic digits.</summary>
internal static class Fractions
{
    /// <summary>The number with these digits: the sum of digit k times p^k.</summary>
    public static BigInteger Number(ReadOnlySpan<long> digits, int prime)
    {
        if (digits.Length <= 8)
        {
            var number = BigInteger.Zero;
            for (var k = digits.Length - 1; k >= 0; k--)
            {
                number = (number * prime) + digits[k];
            }

            return number;
        }

        var half = digits.Length / 2;
        return Number(digits[..half], prime) + (Number(digits[half..], prime) * BigInteger.Pow(prime, half));
    }

    /// <summary>
    /// The fraction that is congruent to a number modulo m, with magnitudes of numerator and denominator up to the bounds; null where
    /// there is none. Unique where 2 * numerator * denominator is below m (Wang, Guy and Davenport 1982).
    /// </summary>
    public static (BigInteger Numerator, BigInteger Denominator)? Reconstruct(BigInteger number, BigInteger modulus, BigInteger mostNumerator, BigInteger mostDenominator)
    {
        var (a, b) = (modulus, ((number % modulus) + modulus) % modulus);
        var (x, y) = (BigInteger.Zero, BigInteger.One);
        while (b > mostNumerator)
        {
            var quotient = BigInteger.DivRem(a, b, out var rest);
            (a, b) = (b, rest);
            (x, y) = (y, x - (quotient * y));
        }

        return BigInteger.Abs(y) <= mostDenominator && BigInteger.GreatestCommonDivisor(b, y).IsOne
            ? y.Sign < 0 ? (-b, -y) : (b, y)
            : null;
    }
}
