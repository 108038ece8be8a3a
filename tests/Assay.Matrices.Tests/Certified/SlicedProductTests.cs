using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Certified;

/// <summary>Products of sums of matrices, against fractions.</summary>
public sealed class SlicedProductTests
{
    private const int Precision = 150;

    private static readonly Gen<(int Rows, int Inner, int Columns, int Left, int Right, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 1_000_000]);

    [Fact]
    public void The_expansion_is_exact_but_for_its_last_term_and_the_tail() => Cases.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            var (left, right) = (Terms(random, one.Rows, one.Inner, one.Left), Terms(random, one.Inner, one.Columns, one.Right));
            var product = SlicedProduct.Of(left, right, Precision, CancellationToken.None);
            var (rows, columns, tail) = (product.RowScales(), product.ColumnScales(), product.Tail);
            Assert.True(tail < Math.ScaleB(1, -Precision + 10));
            var rounded = product.Round();
            var terms = product.Expand(3);
            for (var i = 0; i < one.Rows; i++)
            {
                for (var j = 0; j < one.Columns; j++)
                {
                    var exact = Enumerable.Range(0, one.Inner).Aggregate(default(Rational), (sum, k) => sum + (Value(left, i, k) * Value(right, k, j)));
                    var allowed = Rational.Of(tail) * Rational.Of(rows[i]) * Rational.Of(columns[j]);
                    AssertNear(exact, Rational.Of(rounded[i, j]), allowed + Magnitude(exact * Rational.Of(product.RoundingError)));
                    AssertNear(exact, Value(terms, i, j), allowed + Magnitude(exact * Rational.Of(Math.ScaleB(1, -90))));
                }
            }
        },
        iter: Rounds.Of(1000));

    [Fact]
    public void The_difference_from_the_identity_cancels_without_loss() => Gen.Select(Gen.Int[1, 6], Gen.Int[0, 1_000_000]).Sample(
        (size, seed) =>
        {
            var random = new Random(seed);
            var (left, right) = (Terms(random, size, size, 2), Terms(random, size, size, 1));
            var whole = SlicedProduct.Of(left, right, Precision, CancellationToken.None);
            var (rows, columns) = (whole.RowScales(), whole.ColumnScales());
            if (whole.FromIdentity() is not { } product)
            {
                // Only next to a product so small is 1 more than a digit holds exactly.
                Assert.True(rows.Zip(columns, (a, b) => a * b).Min() <= Math.ScaleB(1, -50));
                return;
            }

            var (tail, rounded) = (product.Tail, product.Round());
            for (var i = 0; i < size * size; i++)
            {
                var (row, column) = (i / size, i % size);
                var exact = Enumerable.Range(0, size).Aggregate(
                    Rational.Of(row == column ? 1.0 : 0.0), (sum, k) => sum - (Value(left, row, k) * Value(right, k, column)));
                var allowed = Rational.Of(tail) * Rational.Of(rows[row]) * Rational.Of(columns[column]);
                AssertNear(exact, Rational.Of(rounded[row, column]), allowed + Magnitude(exact * Rational.Of(product.RoundingError)));
            }
        },
        iter: Rounds.Of(1000));

    private static void AssertNear(Rational exact, Rational found, Rational allowed) =>
        Assert.True(Magnitude(exact - found) <= allowed, $"{exact.ToApproximation()} {(exact - found).ToApproximation()} {allowed.ToApproximation()}");

    private static Rational Magnitude(Rational value) => value.Numerator.Sign < 0 ? default(Rational) - value : value;

    private static Rational Value(IReadOnlyList<Dense> terms, int row, int column) => terms.Aggregate(default(Rational), (sum, term) => sum + Rational.Of(term[row, column]));

    private static List<Dense> Terms(Random random, int rows, int columns, int count) =>
        [.. Enumerable.Range(0, count).Select(k => new Dense([.. Enumerable.Range(0, rows * columns).Select(_ => Math.ScaleB(random.NextDouble() - 0.5, (-53 * k) + random.Next(-20, 1)))], rows, columns))];
}
