using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>Whole numbers from their p-adic digits, pair by pair; the powers of the prime are shared by all numbers of one length.</summary>
/// <param name="prime">The prime, below 2^24.</param>
/// <param name="length">The number of digits.</param>
internal sealed class PadicNumbers(int prime, int length)
{
    private readonly List<BigInteger> _powers = [.. Powers((BigInteger)prime * prime, length)];

    /// <summary>The power of the prime that has so many digits: numbers are known modulo it.</summary>
    public BigInteger Modulus { get; } = BigInteger.Pow(prime, length);

    /// <summary>The sum of digit k times p^k.</summary>
    /// <param name="digit">Digit k, below 2^38 in magnitude.</param>
    public BigInteger Number(Func<int, long> digit)
    {
        var numbers = new BigInteger[(length + 1) / 2];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = digit(2 * i) + ((2 * i) + 1 < length ? digit((2 * i) + 1) * prime : 0);
        }

        for (var (count, level) = (numbers.Length, 0); count > 1; count = (count + 1) / 2, level++)
        {
            for (var i = 0; i < count; i += 2)
            {
                numbers[i / 2] = i + 1 < count ? numbers[i] + (numbers[i + 1] * _powers[level]) : numbers[i];
            }
        }

        return numbers.Length == 0 ? BigInteger.Zero : numbers[0];
    }

    private static IEnumerable<BigInteger> Powers(BigInteger power, int length)
    {
        for (var digits = 2; digits < length; digits *= 2)
        {
            yield return power;
            power *= power;
        }
    }
}
