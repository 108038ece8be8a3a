using System.Numerics;
using Assay.Matrices.Exact;
using Assay.Matrices.Sparse;
using Assay.Matrices.Tests.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Ranks of sparse matrices and their proofs, against elimination without fractions.</summary>
public sealed class SparseRankTests
{
    private static readonly SparseLimits NeverDense = new(Density: 2);

    [Fact]
    public void The_rank_is_that_of_elimination_without_fractions() => SparseMatrices.Cases.Sample(
        one =>
        {
            var entries = SparseMatrices.Entries(one);
            var matrix = SparseIntegers.Of(SparseMatrices.Of(one.Rows, one.Columns, entries), out _);
            var found = SparseRank.Of(matrix, one.Seed % 2 == 0 ? NeverDense : SparseLimits.Default, CancellationToken.None);
            Assert.Equal(Bareiss.Run(entries, one.Rows, one.Columns).Rank, found.Rank);
            Assert.Equal((found.Rank, found.Rank), (found.Rows.Distinct().Count(), found.Columns.Distinct().Count()));
            BigInteger[] minor = [.. found.Rows.SelectMany(row => found.Columns.Select(column => Entry(matrix, row, column) % found.Prime))];
            Assert.NotEqual(0, Bareiss.Run(minor, found.Rank, found.Rank).Determinant % found.Prime);
            Check(found, matrix, one.Columns);
        },
        iter: Rounds.Of(10_000));

    [Fact]
    public void A_power_proves_what_vectors_prove() => SparseMatrices.Cases.Sample(
        one =>
        {
            var entries = SparseMatrices.Entries(one);
            var matrix = SparseIntegers.Of(SparseMatrices.Of(one.Rows, one.Columns, entries), out _);
            var field = new PrimeField(one.Seed % 3 == 0 ? 3 : PrimeField.Primes().First());
            var elimination = new SparseElimination(field, matrix.Pattern, matrix.Residues(field), keepSteps: true, one.Seed % 2 == 0 ? NeverDense : SparseLimits.Default, CancellationToken.None);
            var proof = SparseKernel.Find(field, matrix, elimination, wantsVectors: false, CancellationToken.None);

            // Modulo a small prime the rank is often less, and then nothing is proved.
            Assert.Equal(elimination.Rank == Bareiss.Run(entries, one.Rows, one.Columns).Rank, proof is RankModuloPower);
        },
        iter: Rounds.Of(4000));

    [Fact]
    public void Many_dependent_rows_take_primes_or_a_power()
    {
        foreach (var (count, extra) in new[] { (70, 0), (20, 0), (20, 60) })
        {
            var (rows, columns) = (2 * count, (2 * count) + extra);
            var entries = new BigInteger[rows * columns];
            for (var i = 0; i < count; i++)
            {
                var corner = (2 * i * columns) + (2 * i);
                (entries[corner], entries[corner + 1], entries[corner + columns], entries[corner + columns + 1]) = (i + 2, 3, 2 * (i + 2), 6);
            }

            var diagnosis = SparseMatrices.Of(rows, columns, entries).Diagnose();
            Assert.Equal(count, diagnosis.Rank);
            Assert.Empty(diagnosis.Kernel);
            Assert.Equal(count > 64, diagnosis.CeilingPrimes.Count > 0);
            Assert.Equal(count <= 64, diagnosis.CeilingPower is not null);
        }
    }

    [Fact]
    public void Fractions_and_doubles_have_the_kernel_of_the_matrix_as_stored()
    {
        var matrix = Matrix.OfSparse(3, 3, [
            new(0, 0, new Rational(1, 3)), new(0, 1, new Rational(1, 2)), new(1, 0, Rational.Of(2.0)), new(1, 1, Rational.Of(3.0)), new(2, 2, Rational.Of(5e-324))]);
        var diagnosis = matrix.Diagnose();
        Assert.Equal(2, diagnosis.Rank);
        Assert.Equal([3, -2, 0], diagnosis.Kernel[0]);
        Assert.Equal(Rational.Of(BigInteger.Zero), diagnosis.Determinant);
    }

    [Fact]
    public void A_prime_that_divides_everything_is_no_obstacle()
    {
        var prime = PrimeField.Primes().First();
        var diagnosis = SparseMatrices.Of(2, 2, [prime, 1, -1, 0]).Diagnose();
        Assert.True(diagnosis.IsRegular);
        Assert.Equal("1", diagnosis.Determinant.ToString());
        diagnosis = SparseMatrices.Of(3, 3, [prime, 1, 0, 0, 1, prime, 1, 0, -1]).Diagnose();
        Assert.Equal(Bareiss.Run([prime, 1, 0, 0, 1, prime, 1, 0, -1], 3, 3).Rank, diagnosis.Rank);
    }

    [Fact]
    public void An_entry_is_found_among_those_that_are_stored() => SparseMatrices.Cases.Sample(
        one =>
        {
            var entries = SparseMatrices.Entries(one);
            var matrix = SparseMatrices.Of(one.Rows, one.Columns, entries);
            for (var i = 0; i < entries.Length; i++)
            {
                Assert.Equal(Rational.Of(entries[i]), matrix[i / one.Columns, i % one.Columns]);
            }
        },
        iter: Rounds.Of(300));

    [Theory]
    [InlineData(0.05, 1000, 100, "came to hold 30 by 30 entries")]
    [InlineData(2, 800, 100, "came to hold 900 entries")]
    public void Too_much_fill_is_refused_with_its_size(double density, long entries, long places, string expected)
    {
        var random = new Random(3);
        var matrix = SparseIntegers.Of(SparseMatrices.Of(30, 30, [.. Enumerable.Range(0, 900).Select(_ => (BigInteger)random.Next(1, 9))]), out _);
        var problem = Assert.Throws<MatrixException>(() => SparseRank.Of(matrix, new SparseLimits(density, entries, places), CancellationToken.None)).Problem;
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    private static void Check(ExactRank found, SparseIntegers matrix, int columns)
    {
        switch (found.Ceiling)
        {
            case KernelVectors { Vectors: var vectors }:
                Assert.Equal(columns - found.Rank, vectors.Count);
                Assert.All(vectors, vector => Assert.All(Enumerable.Range(0, matrix.Pattern.Rows), row => Assert.True(matrix.Multiply(row, vector).IsZero)));
                Assert.Equal(vectors.Count, Bareiss.Run([.. vectors.SelectMany(vector => vector)], vectors.Count, columns).Rank);
                break;
            case CoveredRank { Cover: var cover }:
                Assert.Equal(found.Rank, cover.Rows.Count + cover.Columns.Count);
                break;
            case RankModuloPower { Power: var power }:
                Assert.True(columns - found.Rank > SparseKernel.MostVectors);
                Assert.True(BigInteger.Pow(power.Prime, power.Exponent) > matrix.MinorBound(found.Rank + 1));
                break;
            default:
                Assert.Equal(Math.Min(matrix.Pattern.Rows, columns), found.Rank);
                break;
        }
    }

    private static BigInteger Entry(SparseIntegers matrix, int row, int column)
    {
        var place = matrix.Pattern.Row(row).IndexOf(column);
        return place < 0 ? 0 : matrix.Values[matrix.Pattern.Start(row) + place];
    }
}
