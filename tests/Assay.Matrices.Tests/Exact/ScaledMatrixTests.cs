using System.Numerics;
using Assay.Matrices.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Exact;

/// <summary>Matrices of doubles as whole numbers.</summary>
public sealed class ScaledMatrixTests
{
    // Up to a hundred, a thousand and two thousand bits, so that every type of whole number is used.
    [Fact]
    public void Every_entry_is_multiplied_by_the_factors_of_its_lines() => Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, 5], Gen.OneOf(Gen.Const(0), Gen.Const(30), Gen.Const(1000)), Gen.Int[0, 1_000_000]).Sample(
        one =>
        {
            var (rows, columns, spread, seed) = one;
            var random = new Random(seed);
            var entries = new double[rows * columns];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = random.Next(4) == 0 ? 0 : Math.ScaleB(random.Next(2) == 0 ? random.Next(-512, 513) : random.NextDouble() - 0.5, random.Next(-spread, spread + 1));
            }

            var scaled = ScaledMatrix.Of(Matrix.OfDoubles(rows, columns, entries));
            for (var i = 0; i < entries.Length; i++)
            {
                var (row, column) = (i / columns, i % columns);
                Assert.Equal(Rational.Of(entries[i]) * scaled.RowFactors[row] * scaled.ColumnFactors[column], Rational.Of(scaled.Whole.Entry(row, column)));
                Assert.True(BigInteger.Abs(scaled.Whole.Entry(row, column)).GetBitLength() <= scaled.Whole.Bits);
            }

            // No column is left with a common factor of two.
            for (var column = 0; column < columns; column++)
            {
                var numbers = Enumerable.Range(0, rows).Select(row => scaled.Whole.Entry(row, column)).ToList();
                Assert.True(numbers.All(number => number.IsZero) || numbers.Any(number => !number.IsEven));
            }
        },
        iter: Rounds.Of(3000));
}
