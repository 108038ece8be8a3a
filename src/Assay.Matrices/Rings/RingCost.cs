using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>What two ways to an inverse modulo a large number take, in nanoseconds, as measured on one machine.</summary>
internal static class RingCost
{
    private const double Operation = 150;
    private const double WordProduct = 4;
    private const double SliceProduct = 0.3;
    private const double DigitOfEntry = 200;
    private const double DigitBits = 24;

    /// <summary>Whether it takes less time to solve over the rationals, as for small entries and a huge modulus.</summary>
    public static bool IsLessOverRationals(IntegerMatrix matrix, int modulusBits)
    {
        double size = matrix.Rows;
        var words = modulusBits / 32.0;
        var elimination = size * size * size * (Operation + (WordProduct * words * words));

        // One system for each column, of twice as many digits as the determinant has.
        var digits = 2 * size * (matrix.Bits + (BitOperations.Log2((uint)matrix.Rows + 1) / 2.0)) / DigitBits;
        var solving = size * size * digits * ((size * (1 + matrix.Slices.Count) * SliceProduct) + DigitOfEntry);
        return solving < elimination;
    }
}
