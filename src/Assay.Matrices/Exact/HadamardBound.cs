using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>The bound for minors that the lengths of lines give (Hadamard 1893).</summary>
internal static class HadamardBound
{
    /// <summary>No less than the product of the greatest lengths; one that is zero counts as 1.</summary>
    /// <param name="squaredLengths">The squared lengths of all lines.</param>
    /// <param name="size">How many of them.</param>
    public static BigInteger Of(IEnumerable<BigInteger> squaredLengths, int size) =>
        Root(Product([.. squaredLengths.OrderDescending().Take(size).Select(length => BigInteger.Max(length, 1))])) + 1;

    // Factors of about the same length are multiplied faster.
    private static BigInteger Product(ReadOnlySpan<BigInteger> factors) =>
        factors.Length == 0 ? BigInteger.One
        : factors.Length == 1 ? factors[0]
        : Product(factors[..(factors.Length / 2)]) * Product(factors[(factors.Length / 2)..]);

    // The whole part of the root, or one more: of the leading half of the bits first, so that one step of Newton's doubles what is known.
    private static BigInteger Root(BigInteger square)
    {
        const int Few = 100;
        const int Spare = 4;
        if (square.GetBitLength() > Few)
        {
            var shift = (int)(square.GetBitLength() / 4) - Spare;
            var start = (Root(square >> (2 * shift)) + 1) << shift;
            return (start + (square / start) + 1) >> 1;
        }

        var root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        for (var next = (root + (square / root)) >> 1; next < root; next = (root + (square / root)) >> 1)
        {
            root = next;
        }

        return root;
    }
}
