using System.Numerics;
using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Exact;

/// <summary>Elimination modulo a prime, against elimination with whole numbers.</summary>
public sealed class ModularEliminationTests
{
    private static readonly int[] Primes = [3, 5, 101, .. PrimeField.Primes().Take(3)];

    // Small entries and small primes make ranks that are not full.
    private static Gen<(int Rows, int Columns, int Largest, int Rank, int Prime, int Seed)> Cases(int most) => Gen.Select(
        Gen.Int[0, most], Gen.Int[0, most], Gen.OneOf(Gen.Const(1), Gen.Const(3), Gen.Const(1000), Gen.Const(1 << 22)), Gen.Int[0, most + 5], Gen.Int[0, Primes.Length - 1], Gen.Int[0, 1_000_000]);

    [Theory]
    [InlineData(45, 2000)]
    [InlineData(120, 100)]
    public void Rank_pivots_and_determinant_are_those_of_plain_elimination(int most, int count) => Cases(most).Sample(
        one =>
        {
            var prime = Primes[one.Prime];
            var entries = Entries(one.Rows, one.Columns, one.Largest, one.Rank, one.Seed);
            var (rank, pivots, determinant) = Plain(entries, one.Rows, one.Columns, prime);
            var field = new PrimeField(prime);
            var found = new Elimination<PrimeField>(field, [.. entries.Select(entry => field.Of(entry))], one.Rows, one.Columns);
            Assert.Equal(rank, found.Rank);
            Assert.Equal(pivots, found.Pivots.ToArray());
            if (one.Rows == one.Columns)
            {
                Assert.Equal(determinant, field.Determinant(found));
            }

            // The rows of the pivots are independent: they alone have that rank.
            var chosen = found.RowOrder[..rank].SelectMany(row => entries.Skip(row * one.Columns).Take(one.Columns)).ToArray();
            Assert.Equal(rank, Plain(chosen, rank, one.Columns, prime).Rank);
        },
        iter: count);

    [Fact]
    public void A_large_matrix_has_the_determinant_of_its_factors()
    {
        const int Size = 300;
        var field = new PrimeField(PrimeField.Primes().First());
        var random = new Random(7);
        var (lower, upper) = (new BigInteger[Size, Size], new BigInteger[Size, Size]);
        var wanted = 1.0;
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                lower[i, j] = i == j ? 1 : i > j ? random.Next(-9, 10) : 0;
                upper[i, j] = i == j ? random.Next(1, 10) : i < j ? random.Next(-9, 10) : 0;
            }

            wanted = field.Reduce(wanted * (double)upper[i, i]);
        }

        var entries = new double[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                entries[(i * Size) + j] = field.Of(Enumerable.Range(0, Size).Aggregate(BigInteger.Zero, (sum, k) => sum + (lower[i, k] * upper[k, j])));
            }
        }

        Assert.Equal(field.Least(wanted), field.Determinant(new Elimination<PrimeField>(field, entries, Size, Size)));
    }

    [Fact]
    public void Doubles_are_reduced_as_the_fractions_they_are()
    {
        var field = new PrimeField(PrimeField.Primes().First());
        Gen.Double.Where(double.IsFinite).Sample(
            x =>
            {
                var (significand, exponent) = Dyadic.Split(x);
                Assert.Equal(x, Math.ScaleB((double)significand, exponent));
                var wanted = field.Reduce(field.Of(significand) * field.Power(2, exponent));
                Span<double> residue = stackalloc double[1];
                Dyadic.Reduce(field, [x], residue);
                Assert.Equal(field.Least(wanted), field.Least(residue[0]));
            },
            iter: Rounds.Of(10_000));
    }

    private static BigInteger[] Entries(int rows, int columns, int largest, int rank, int seed)
    {
        var random = new Random(seed);
        BigInteger Next() => random.Next(-largest, largest + 1);
        var inner = Math.Min(rank, Math.Min(rows, columns));
        var left = Enumerable.Range(0, rows * inner).Select(_ => Next()).ToArray();
        var right = Enumerable.Range(0, inner * columns).Select(_ => Next()).ToArray();
        return [.. Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(0, inner).Aggregate(
            BigInteger.Zero, (sum, k) => sum + (left[(i / columns * inner) + k] * right[(k * columns) + (i % columns)])))];
    }

    private static (int Rank, int[] Pivots, int Determinant) Plain(BigInteger[] given, int rows, int columns, int prime)
    {
        var entries = given.Select(entry => (long)(((entry % prime) + prime) % prime)).ToArray();
        List<int> pivots = [];
        var determinant = 1L;
        for (var column = 0; column < columns && pivots.Count < rows; column++)
        {
            var top = pivots.Count;
            var row = top;
            while (row < rows && entries[(row * columns) + column] == 0)
            {
                row++;
            }

            if (row == rows)
            {
                continue;
            }

            for (var i = 0; i < columns && row != top; i++)
            {
                (entries[(row * columns) + i], entries[(top * columns) + i]) = (entries[(top * columns) + i], entries[(row * columns) + i]);
            }

            var pivot = entries[(top * columns) + column];
            determinant = determinant * (row == top ? pivot : prime - pivot) % prime;
            var inverse = (long)BigInteger.ModPow(pivot, prime - 2, prime);
            for (row = top + 1; row < rows; row++)
            {
                var factor = entries[(row * columns) + column] * inverse % prime;
                for (var i = column; i < columns; i++)
                {
                    entries[(row * columns) + i] = (((entries[(row * columns) + i] - (factor * entries[(top * columns) + i])) % prime) + prime) % prime;
                }
            }

            pivots.Add(column);
        }

        return (pivots.Count, [.. pivots], pivots.Count == rows && rows == columns ? (int)determinant : 0);
    }
}
