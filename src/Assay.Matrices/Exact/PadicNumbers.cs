using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Matrices.Exact;

/// <summary>
/// Whole numbers from their p-adic digits: blocks by Horner's rule, then pair by pair; the powers of the prime are shared by all numbers of
/// one length.
/// </summary>
/// <param name="prime">The prime, below 2^24.</param>
/// <param name="length">The number of digits.</param>
internal sealed class PadicNumbers(int prime, int length)
{
    private const int BlockLength = 256;

    private readonly List<BigInteger> _powers = [.. Powers(BigInteger.Pow(prime, Math.Min(length, BlockLength)), length)];
    private readonly ulong[] _limbs = new ulong[(BlockLength * 24 / 64) + 2];

    /// <summary>The number of digits.</summary>
    public int Length => length;

    /// <summary>The power of the prime that has so many digits: numbers are known modulo it.</summary>
    public BigInteger Modulus { get; } = BigInteger.Pow(prime, length);

    /// <summary>The sum of digit k times p^k.</summary>
    /// <param name="digit">Digit k, below 2^62 in magnitude.</param>
    public BigInteger Number(Func<int, long> digit)
    {
        var numbers = new BigInteger[(length + BlockLength - 1) / BlockLength];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Block(digit, i * BlockLength, Math.Min(length, (i + 1) * BlockLength));
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

    private BigInteger Block(Func<int, long> digit, int from, int to)
    {
        // Carries make all digits of the block positive; what they carry beyond it has a power of its own.
        Span<ulong> digits = stackalloc ulong[BlockLength + 1];
        var carry = 0L;
        for (var k = from; k < to; k++)
        {
            var sum = digit(k) + carry;
            carry = sum < 0 ? sum >= -prime ? -1 : ((sum + 1) / prime) - 1 : sum < prime ? 0 : sum / prime;
            digits[k - from] = (ulong)(sum - (carry * prime));
        }

        // Two digits at a time.
        var (used, square) = (0, (ulong)prime * (ulong)prime);
        for (var k = (to - from - 1) & ~1; k >= 0; k -= 2)
        {
            var next = digits[k] + (digits[k + 1] * (ulong)prime);
            for (var i = 0; i < used; i++)
            {
                var high = Math.BigMul(_limbs[i], square, out var low);
                _limbs[i] = low + next;
                next = high + (_limbs[i] < low ? 1UL : 0);
            }

            if (next != 0)
            {
                _limbs[used++] = next;
            }
        }

        var number = new BigInteger(MemoryMarshal.AsBytes(_limbs.AsSpan(0, used)), isUnsigned: true);
        return carry == 0 ? number : number + (carry * (to - from == BlockLength || length < BlockLength ? _powers[0] : BigInteger.Pow(prime, to - from)));
    }

    private static IEnumerable<BigInteger> Powers(BigInteger power, int length)
    {
        yield return power;
        for (var digits = BlockLength; digits < length; digits *= 2)
        {
            power *= power;
            yield return power;
        }
    }
}
