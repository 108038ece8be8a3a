using System.Numerics;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests;

/// <summary>What is said of a matrix, on matrices whose answer is known.</summary>
public sealed class DiagnosisTests
{
    [Theory]
    [InlineData("[[1, 2], [2, 4]]", 1, "0", "2 -1")]
    [InlineData("[[1e-10, 0], [0, 1e-10]]", 2, null, "")]
    [InlineData("[[0, 1, -4], [2, -3, 2], [5, -8, 7]]", 2, "0", "5 4 1")]
    [InlineData("[[5, 10], [2, 4]]", 1, "0", "2 -1")]
    [InlineData("[[2, 0], [0, 1]]", 2, "2", "")]
    [InlineData("[[1/3, 1/2], [1/5, 1/7]]", 2, "-11/210", "")]
    [InlineData("[[1/3, 1/2], [2/3, 1]]", 1, "0", "3 -2")]
    [InlineData("[[0, 0], [0, 0]]", 0, "0", "1 0|0 1")]
    [InlineData("[[1.7976931348623157e308]]", 1, "1797693134862315", "")]
    [InlineData("[[5e-324]]", 1, "1/202402253307310618352495346718917307049556649764", "")]
    [InlineData("[[5e-324, 1], [1.7976931348623157e308, 5e-324]]", 2, "-", "")]
    [InlineData("[[16777213, 0], [0, 16777213]]", 2, "281474876047369", "")]
    [InlineData("[]", 0, "1", "")]
    [InlineData("[[1, 2, 3]]", 1, null, "")]
    [InlineData("[[1], [2], [3]]", 1, null, "")]
    public void Rank_determinant_and_kernel_are_exact(string text, int rank, string? determinant, string kernel)
    {
        var diagnosis = Matrix.Parse(text).Diagnose();
        Assert.Equal(rank, diagnosis.Rank);
        Assert.StartsWith(determinant ?? "", diagnosis.Determinant?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal(kernel, string.Join('|', diagnosis.Kernel.Select(vector => string.Join(' ', vector))));
        Assert.Equal(diagnosis.Rows == diagnosis.Columns && rank < diagnosis.Rows, diagnosis.IsSingular);
        Assert.Equal(diagnosis.Rows == diagnosis.Columns && rank == diagnosis.Rows, diagnosis.IsRegular);
    }

    // Doubles of any exponent: the kernel and the determinant against fractions.
    [Fact]
    public void Doubles_count_as_the_fractions_they_are() => Gen.Select(Gen.Int[1, 4], Gen.Int[0, 1_000_000]).Sample(
        one =>
        {
            var (size, seed) = one;
            var random = new Random(seed);
            var entries = new double[size, size];
            for (var i = 0; i < size * size; i++)
            {
                entries[i / size, i % size] = random.Next(4) == 0 ? 0 : Math.ScaleB(random.Next(-9, 10), random.Next(-1000, 900));
            }

            // Often one row is another, twice.
            for (var i = 0; i < size && size > 1 && random.Next(2) == 0; i++)
            {
                entries[size - 1, i] = 2 * entries[0, i];
            }

            var diagnosis = Matrix.Of(entries).Diagnose(new DiagnoseOptions { ExactOnly = true });
            var wanted = Determinant([.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => Rational.Of(entries[row, column])).ToArray())]);
            Assert.Equal(wanted, diagnosis.Determinant);
            Assert.Equal(wanted.Numerator.IsZero, diagnosis.IsSingular);
            foreach (var vector in diagnosis.Kernel)
            {
                for (var row = 0; row < size; row++)
                {
                    var sum = Enumerable.Range(0, size).Aggregate(default(Rational), (sum, column) => sum + (Rational.Of(entries[row, column]) * Rational.Of(vector[column])));
                    Assert.True(sum.Numerator.IsZero);
                }
            }
        },
        iter: Rounds.Of(5000));

    [Fact]
    public void A_regular_matrix_needs_no_determinant()
    {
        var random = new Random(1);
        var entries = new double[210, 210];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / 210, i % 210] = random.NextDouble();
        }

        var diagnosis = Matrix.Of(entries).Diagnose();
        Assert.True(diagnosis.IsRegular);
        Assert.Null(diagnosis.Determinant);
    }

    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("0.333333", 1, 3)]
    [InlineData("-1e20", -100000000000000000L, 0)]
    [InlineData("1.23457e6", 1234567, 1)]
    [InlineData("999999", 999999, 1)]
    [InlineData("1e6", 9999999, 10)]
    public void An_approximation_has_six_digits(string expected, long numerator, long denominator) =>
        Assert.Equal(expected, (denominator == 0 ? Rational.Of((BigInteger)numerator * 1000) : new Rational(numerator, denominator)).ToApproximation());

    // By the first row.
    private static Rational Determinant(Rational[][] rows) => rows.Length == 0 ? Rational.Of(BigInteger.One)
        : rows[0].Index().Aggregate(default(Rational), (sum, entry) => sum
            + (Rational.Of(entry.Index % 2 == 0 ? BigInteger.One : BigInteger.MinusOne) * entry.Item * Determinant([.. rows[1..].Select(row => row.Where((_, column) => column != entry.Index).ToArray())])));
}
