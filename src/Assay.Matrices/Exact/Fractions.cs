using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>Fractions from what they are modulo a number.</summary>
/// <remarks>
/// Euclid's algorithm, many steps at once: the quotients follow from the leading bits, as long as no carry from the rest can change
/// them (Lehmer, Euclid's Algorithm for Large Numbers, 1938).
/// </remarks>
internal static class Fractions
{
    private const int LeadingBits = 62;

    // The steps of one turn shorten the numbers by less.
    private const int MostBitsOfTurn = 33;

    /// <summary>
    /// The fraction that is congruent to a number modulo m, with magnitudes of numerator and denominator up to the bounds; null where
    /// there is none. Unique where 2 * numerator * denominator is below m (Wang, Guy and Davenport 1982).
    /// </summary>
    public static (BigInteger Numerator, BigInteger Denominator)? Reconstruct(BigInteger number, BigInteger modulus, BigInteger mostNumerator, BigInteger mostDenominator)
    {
        var (a, b) = (modulus, number % modulus);
        b += b.Sign < 0 ? modulus : 0;
        var (x, y) = (BigInteger.Zero, BigInteger.One);
        var least = Math.Max(mostNumerator.GetBitLength(), LeadingBits) + MostBitsOfTurn;
        while (b > mostNumerator)
        {
            if (b.GetBitLength() > least && Turn.Of(a, b) is { } turn)
            {
                (a, b) = turn.Apply(a, b);
                (x, y) = turn.Apply(x, y);
                continue;
            }

            var quotient = BigInteger.DivRem(a, b, out var rest);
            (a, b) = (b, rest);
            (x, y) = (y, x - (quotient * y));
        }

        return BigInteger.Abs(y) <= mostDenominator && BigInteger.GreatestCommonDivisor(b, y).IsOne
            ? y.Sign < 0 ? (-b, -y) : (b, y)
            : null;
    }

    /// <summary>Some steps: (a, b) becomes (A a + B b, C a + D b).</summary>
    private readonly record struct Turn(long A, long B, long C, long D)
    {
        /// <summary>The steps that the leading bits prove; null where they prove none.</summary>
        public static Turn? Of(BigInteger a, BigInteger b)
        {
            var shift = (int)(a.GetBitLength() - LeadingBits);
            var (high, low) = ((long)(a >> shift), (long)(b >> shift));
            var turn = new Turn(1, 0, 0, 1);

            // The quotient is the same wherever in their last unit both numbers lie.
            while (low + turn.C > 0 && low + turn.D > 0 && (high + turn.A) / (low + turn.C) is var quotient && (high + turn.B) / (low + turn.D) == quotient)
            {
                var next = new Turn(turn.C, turn.D, turn.A - (quotient * turn.C), turn.B - (quotient * turn.D));
                if (Math.Max(Math.Abs(next.C), Math.Abs(next.D)) > 1L << (LeadingBits / 2))
                {
                    break;
                }

                (turn, high, low) = (next, low, high - (quotient * low));
            }

            return turn.B == 0 ? null : turn;
        }

        public (BigInteger First, BigInteger Second) Apply(BigInteger a, BigInteger b) => ((A * a) + (B * b), (C * a) + (D * b));
    }
}
