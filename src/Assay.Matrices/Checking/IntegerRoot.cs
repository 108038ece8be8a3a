using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>Square roots of whole numbers, by Newton's iteration from above.</summary>
internal static class IntegerRoot
{
    /// <summary>The whole part of the root of a number that is not negative.</summary>
    public static BigInteger Floor(BigInteger square)
    {
        if (square.IsZero)
        {
            return square;
        }

        // The upper half of the bits has a root that is right but for one in its last place.
        var shift = (int)(square.GetBitLength() / 4);
        var root = shift < 16 ? BigInteger.One << (int)((square.GetBitLength() + 1) / 2) : (Floor(square >> (2 * shift)) + 1) << shift;
        for (var next = (root + (square / root)) >> 1; next < root; next = (root + (square / root)) >> 1)
        {
            root = next;
        }

        return root;
    }
}
