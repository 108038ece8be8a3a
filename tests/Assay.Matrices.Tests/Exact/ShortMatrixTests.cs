using Assay.Matrices.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Exact;

/// <summary>Products of short entries with digits, against plain sums.</summary>
public sealed class ShortMatrixTests
{
    [Fact]
    public void Products_are_exact_at_every_size_that_is_taken() => Gen.Select(Gen.Int[1, 3], Gen.Int[1, 700], Gen.Int[1, 16], Gen.Int[0, 1_000_000]).Sample(
        one =>
        {
            var (rows, columns, bits, seed) = one;
            var random = new Random(seed);
            var greatest = (1 << bits) - 1;

            // Often all are as great as can be.
            var isExtreme = random.Next(3) == 0;
            long[] entries = [.. Enumerable.Range(0, rows * columns).Select(_ => isExtreme ? -greatest : random.Next(-greatest, greatest + 1))];
            double[] digits = [.. Enumerable.Range(0, columns).Select(_ => (double)(isExtreme ? -(1 << 23) : random.Next(-(1 << 23), (1 << 23) + 1)))];
            if (ShortMatrix.Of(IntegerMatrix.Of(entries, rows, columns)) is { } matrix)
            {
                var product = new double[rows];
                matrix.Multiply(digits, product);
                for (var row = 0; row < rows; row++)
                {
                    Assert.Equal(Enumerable.Range(0, columns).Sum(column => entries[(row * columns) + column] * (long)digits[column]), (long)product[row]);
                }
            }
        },
        iter: Rounds.Of(3000));
}
