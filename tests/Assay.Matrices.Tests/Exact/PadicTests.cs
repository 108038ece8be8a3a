using System.Numerics;
using Assay.Matrices.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Exact;

/// <summary>p-adic numbers, their products with whole numbers, and fractions from them, by the plain formulas.</summary>
public sealed class PadicTests
{
    private static readonly int[] Primes = [3, 101, .. PrimeField.Primes().Take(2)];

    private static readonly Gen<(int Prime, int Length, int Seed)> Cases = Gen.Select(
        Gen.OneOf([.. Primes.Select(Gen.Const)]), Gen.OneOf(Gen.Int[1, 8], Gen.Int[1, 600]), Gen.Int[0, 1_000_000]);

    [Fact]
    public void A_number_is_the_sum_of_its_digits_times_powers() => Cases.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            var most = random.Next(2) == 0 ? one.Prime : 1L << 40;
            long[] digits = [.. Enumerable.Range(0, one.Length).Select(_ => random.NextInt64(-most, most + 1))];
            var numbers = new PadicNumbers(one.Prime, one.Length);
            Assert.Equal(digits.Reverse().Aggregate(BigInteger.Zero, (sum, digit) => (sum * one.Prime) + digit), numbers.Number(k => digits[k]));
            Assert.Equal(BigInteger.Pow(one.Prime, one.Length), numbers.Modulus);
        },
        iter: Rounds.Of(500));

    [Fact]
    public void Products_agree_in_the_digits_that_are_formed() => Cases.Sample(
        one =>
        {
            var (random, field) = (new Random(one.Seed), new PrimeField(one.Prime));
            var (count, length) = (random.Next(1, 20), random.Next(1, one.Length + 1));
            double[][] digits = [.. Enumerable.Range(0, one.Length).Select(_ => Enumerable.Range(0, count).Select(_ => (double)random.Next(-one.Prime / 2, (one.Prime / 2) + 1)).ToArray())];
            var factor = (BigInteger)random.NextInt64() * BigInteger.Pow(random.Next(1, 1 << 30), random.Next(0, one.Length));
            var products = PadicProduct.Of(field, digits, factor, length);
            var (all, some) = (new PadicNumbers(one.Prime, one.Length), new PadicNumbers(one.Prime, length));
            Assert.All(products, digit => Assert.All(digit, entry => Assert.True(Math.Abs(entry) <= (one.Prime / 2) + 1)));
            for (var i = 0; i < count; i++)
            {
                var difference = (all.Number(k => (long)digits[k][i]) * factor) - some.Number(k => (long)products[k][i]);
                Assert.True((difference % some.Modulus).IsZero);
            }
        },
        iter: Rounds.Of(200));

    // Quotients of all sizes, also those that end a turn at once.
    [Fact]
    public void A_fraction_is_found_from_its_residue() => Cases.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            var modulus = BigInteger.Pow(one.Prime, one.Length);
            var (n, d) = (Number(random, one.Length * 4), BigInteger.Abs(Number(random, one.Length * 4)) + 1);
            d += (d % one.Prime).IsZero ? 1 : 0;
            var common = BigInteger.GreatestCommonDivisor(n, d);
            (n, d) = (n / common, d / common);
            var (mostNumerator, mostDenominator) = (BigInteger.Abs(n) * random.Next(1, 3), d * random.Next(1, 3));
            if (2 * mostNumerator * mostDenominator < modulus)
            {
                var residue = n * Inverse(d, modulus) % modulus;
                Assert.Equal((n, d), Fractions.Reconstruct(residue, modulus, mostNumerator, mostDenominator));
                Assert.Null(d > 1 ? Fractions.Reconstruct(residue, modulus, mostNumerator, d - 1) : null);
            }
        },
        iter: Rounds.Of(3000));

    // 1/3 and 2/5, of which the denominators are found only together.
    [Fact]
    public void A_solution_is_one_only_where_the_modulus_is_beyond_both_sides()
    {
        var field = new PrimeField(Primes[^1]);
        var modulus = BigInteger.Pow(field.Prime, 4);
        List<double[]> digits = [];
        for (var (a, b, k) = (Inverse(3, modulus), 2 * Inverse(5, modulus), 0); k < 4; (a, b, k) = ((a - (long)digits[k][0]) / field.Prime, (b - (long)digits[k][1]) / field.Prime, k + 1))
        {
            digits.Add([field.Of(a), field.Of(b)]);
        }

        RationalSolution? Find(BigInteger longestRow, BigInteger right) =>
            new CommonDenominator(field, digits, 100, 100, new SolutionSizes(longestRow, 2, [right])).Find(CancellationToken.None);

        Assert.Equal(15, Find(1, 1)!.Denominator);
        Assert.Equal([5, 6], Find(1, 1)!.Numerators);
        Assert.Null(Find(modulus / 24, 1));
        Assert.Null(Find(1, modulus / 30));
        Assert.NotNull(Find(modulus / 28, 1));
    }

    [Fact]
    public void Hadamards_bound_is_no_less_than_the_product_of_lengths_and_hardly_more() => Gen.Select(Gen.Int[0, 60], Gen.Int[1, 800], Gen.Int[0, 1_000_000]).Sample(
        one =>
        {
            var random = new Random(one.Item3);
            BigInteger[] squares = [.. Enumerable.Range(0, one.Item1).Select(_ => BigInteger.Abs(Number(random, one.Item2)))];
            var product = squares.Aggregate(BigInteger.One, (product, square) => product * BigInteger.Max(1, square));
            var bound = HadamardBound.Of(squares, one.Item1);
            Assert.True(bound * bound >= product);
            Assert.True((bound - 2) * BigInteger.Abs(bound - 2) <= product);
        },
        iter: Rounds.Of(2000));

    private static BigInteger Number(Random random, int bits)
    {
        var bytes = new byte[random.Next(0, (bits / 8) + 2)];
        random.NextBytes(bytes);

        // Runs of zeros make great quotients.
        return bytes.Length == 0 ? random.Next(0, 2) : random.Next(3) > 0 ? new BigInteger(bytes) : (new BigInteger(bytes) >> (bytes.Length * 6)) << (bytes.Length * 6);
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (a, b, x, y) = (modulus, number % modulus, BigInteger.Zero, BigInteger.One);
        while (!b.IsZero)
        {
            var quotient = a / b;
            (a, b, x, y) = (b, a - (quotient * b), y, x - (quotient * y));
        }

        return x;
    }
}
