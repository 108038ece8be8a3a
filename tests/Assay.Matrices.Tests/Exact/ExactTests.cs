using System.Numerics;
using Assay.Matrices.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Exact;

/// <summary>Rank, kernel and determinant of matrices of whole numbers, against elimination without fractions.</summary>
public sealed class ExactTests
{
    // Up to eighty bits, products of thin factors, rows that are zero, and unimodular ones.
    private static readonly Gen<(int Rows, int Columns, int Bits, int Rank, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 14], Gen.OneOf(Gen.Const(1), Gen.Const(4), Gen.Const(20), Gen.Const(80)), Gen.Int[0, 10], Gen.Int[0, 1_000_000]);

    [Fact]
    public void Rank_and_kernel_are_those_of_elimination_without_fractions() => Cases.Sample(
        one =>
        {
            var matrix = Matrix(one.Rows, one.Columns, one.Bits, one.Rank, one.Seed);
            var (rank, _) = Bareiss.Run(matrix.Entries, one.Rows, one.Columns);
            var found = ExactRank.Of(matrix, CancellationToken.None);
            Assert.Equal(rank, found.Rank);
            switch (found.Ceiling)
            {
                case KernelVectors { Vectors: var vectors }:
                    Assert.Equal(one.Columns - rank, vectors.Count);
                    Assert.All(vectors, vector => Assert.All(matrix.Multiply(vector), entry => Assert.True(entry.IsZero)));
                    Assert.Equal(vectors.Count, Bareiss.Run([.. vectors.SelectMany(vector => vector)], vectors.Count, one.Columns).Rank);
                    break;
                case FullRank:
                    Assert.Equal(Math.Min(one.Rows, one.Columns), rank);
                    break;
                default:
                    Assert.True(one.Columns - rank > 8);
                    break;
            }
        },
        iter: Rounds.Of(1500));

    [Fact]
    public void The_determinant_is_that_of_elimination_without_fractions() => Cases.Sample(
        one =>
        {
            var matrix = Matrix(one.Rows, one.Rows, one.Bits, one.Rank, one.Seed);
            Assert.Equal(Bareiss.Run(matrix.Entries, one.Rows, one.Rows).Determinant, ExactDeterminant.Of(matrix, CancellationToken.None));
        },
        iter: Rounds.Of(1500));

    [Theory]
    [InlineData(60, 10)]
    [InlineData(40, 53)]
    [InlineData(30, 300)]
    public void Larger_ones_too(int size, int bits)
    {
        var matrix = Matrix(size, size, bits, size, 5);
        Assert.Equal(Bareiss.Run(matrix.Entries, size, size).Determinant, ExactDeterminant.Of(matrix, CancellationToken.None));
    }

    // Never below the determinant; near it where the matrix is far from singular.
    [Fact]
    public void The_bound_of_Gram_is_one() => Cases.Sample(
        one =>
        {
            var matrix = Matrix(one.Rows, one.Rows, one.Bits, one.Rank, one.Seed);
            var determinant = BigInteger.Abs(Bareiss.Run(matrix.Entries, one.Rows, one.Rows).Determinant);
            if (GramBound.Of(matrix) is { } bound)
            {
                Assert.True(bound >= determinant);
            }
        },
        iter: Rounds.Of(3000));

    [Fact]
    public void The_bounds_of_combinations_hold() => Cases.Sample(
        one =>
        {
            var (matrix, random) = (Matrix(one.Rows, one.Rows, one.Bits, one.Rank, one.Seed), new Random(one.Seed));
            int[] weights = [.. Enumerable.Range(0, one.Rows).Select(_ => random.Next(-9, 10))], b = [.. weights.Select(_ => random.Next(-9, 10))];
            var bounds = CombinationBounds.Of(matrix, weights, b);
            Assert.True(bounds.Denominator >= BigInteger.Abs(Bareiss.Run(matrix.Entries, one.Rows, one.Rows).Determinant));

            // The numerator is the determinant with b as another column, and the weights as another row.
            var size = one.Rows + 1;
            BigInteger[] bordered = [.. Enumerable.Range(0, size * size).Select(i => (i / size, i % size) switch
            {
                var (row, column) when row < one.Rows && column < one.Rows => matrix.Entry(row, column),
                var (row, _) when row < one.Rows => b[row],
                var (_, column) => column < one.Rows ? weights[column] : 0,
            })];
            Assert.True(bounds.Numerator >= BigInteger.Abs(Bareiss.Run(bordered, size, size).Determinant));
        },
        iter: Rounds.Of(1000));

    [Fact]
    public void The_bound_of_Gram_is_tight()
    {
        var matrix = Matrix(60, 60, 10, 60, 5);
        var determinant = BigInteger.Abs(Bareiss.Run(matrix.Entries, 60, 60).Determinant);
        var bound = GramBound.Of(matrix)!.Value;
        Assert.InRange(bound, determinant, determinant + (determinant / 1_000_000));
    }

    private static IntegerMatrix Matrix(int rows, int columns, int bits, int rank, int seed)
    {
        var random = new Random(seed);
        BigInteger Next(int width)
        {
            var bytes = new byte[(width / 8) + 1];
            random.NextBytes(bytes);
            return new BigInteger(bytes) >> ((bytes.Length * 8) - 1 - width);
        }

        if (rank >= Math.Min(rows, columns))
        {
            return new IntegerMatrix([.. Enumerable.Range(0, rows * columns).Select(_ => Next(bits))], rows, columns);
        }

        var left = Enumerable.Range(0, rows * rank).Select(_ => Next(bits / 2)).ToArray();
        var right = Enumerable.Range(0, rank * columns).Select(_ => Next(bits / 2)).ToArray();
        return new IntegerMatrix(
            [.. Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(0, rank).Aggregate(BigInteger.Zero, (sum, k) => sum + (left[(i / columns * rank) + k] * right[(k * columns) + (i % columns)])))],
            rows, columns);
    }
}
