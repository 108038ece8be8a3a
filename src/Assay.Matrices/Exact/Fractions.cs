using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>Fractions from what they are modulo a number.</summary>
internal static class Fractions
{
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
