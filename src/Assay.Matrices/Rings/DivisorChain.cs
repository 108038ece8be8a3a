using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>Makes each factor of a diagonal matrix divide the next, by steps from the left, and by steps from the right that are not kept.</summary>
/// <remarks>
/// A pair becomes its greatest divisor and least multiple, which sorts the exponents of every prime at once: so a network that sorts
/// numbers will do (Batcher, Sorting Networks and Their Applications, 1968), and few steps are on top of one another.
/// </remarks>
internal static class DivisorChain
{
    /// <summary>Makes the chain, and multiplies the transform from the left.</summary>
    public static void Sort(BigInteger[] factors, Unimodular left)
    {
        for (var width = 1; width < factors.Length; width *= 2)
        {
            for (var distance = width; distance >= 1; distance /= 2)
            {
                Merge(factors, left, width, distance);
            }
        }
    }

    private static void Merge(BigInteger[] factors, Unimodular left, int width, int distance)
    {
        for (var start = distance % width; start + distance < factors.Length; start += 2 * distance)
        {
            for (var i = start; i < Math.Min(start + distance, factors.Length - distance); i++)
            {
                if (i / (2 * width) == (i + distance) / (2 * width) && !(factors[i + distance] % factors[i]).IsZero)
                {
                    Join(factors, left, i, i + distance);
                }
            }
        }
    }

    // With g = x a + y b and t = y b / g the step is (1, 1; -t, 1 - t): the upper row (a, b) spans g, and a b / g divides the lower
    // one, (-t a, x a b / g). Of t only the remainder by a b / g^2 counts, and the upper row grows by one bit.
    private static void Join(BigInteger[] factors, Unimodular left, int i, int j)
    {
        var (divisor, _, y) = LargeRing.Bezout(factors[i], factors[j]);
        var (a, b) = (factors[i] / divisor, factors[j] / divisor);
        var t = LargeRing.Least(y * b, a * b);
        WholeMatrix.AddMultiple(left.Matrix.Row(i), 1, left.Matrix.Row(j));
        WholeMatrix.AddMultiple(left.Matrix.Row(j), -t, left.Matrix.Row(i));
        var inverse = left.Inverse;
        for (var row = 0; row < inverse.Rows; row++)
        {
            (inverse[row, i], inverse[row, j]) = (inverse[row, i] + (t * (inverse[row, j] - inverse[row, i])), inverse[row, j] - inverse[row, i]);
        }

        (factors[i], factors[j]) = (divisor, a * factors[j]);
    }
}
