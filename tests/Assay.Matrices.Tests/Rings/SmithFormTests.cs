using System.Numerics;
using Assay.Matrices.Rings;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Rings;

/// <summary>Smith forms, against the common divisors of all minors and against forms that were planted.</summary>
public sealed class SmithFormTests
{
    private static readonly Gen<(int Rows, int Columns, int Kind, int Seed)> Tiny = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 1_000_000]);

    private static readonly Gen<(int Rows, int Columns, int Rank, int Bits, int Seed)> Planted = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Gen.OneOf(Gen.Const(1), Gen.Const(3), Gen.Const(20), Gen.Const(200)), Gen.Int[0, 1_000_000]);

    [Fact]
    public void Products_of_factors_are_the_common_divisors_of_all_minors() => Tiny.Sample(
        one =>
        {
            var entries = Entries(one.Rows, one.Columns, one.Kind, one.Seed);
            var wanted = WholeNumbers.InvariantFactors(entries);
            Assert.Equal(wanted, WithTransforms(entries));
            Assert.Equal(wanted, WithoutTransforms(entries));
        },
        iter: Rounds.Of(6_000));

    [Fact]
    public void A_planted_form_is_found() => Planted.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            var rank = Math.Min(one.Rank, Math.Min(one.Rows, one.Columns));
            var factors = Factors(random, rank, one.Bits);
            var entries = Plant(random, one.Rows, one.Columns, factors);
            Assert.Equal(factors, WithTransforms(entries));
            Assert.Equal(factors, WithoutTransforms(entries));
        },
        iter: Rounds.Of(1_000));

    [Fact]
    public void Modulo_any_number_the_factors_are_their_divisors_in_common_with_it() => Tiny.Sample(
        one =>
        {
            var entries = Entries(one.Rows, one.Columns, one.Kind, one.Seed);
            var factors = WholeNumbers.InvariantFactors(entries);
            var whole = WholeMatrix.Of(one.Rows, one.Columns, (row, column) => entries[row, column]);
            foreach (var modulus in new[] { 2, 12, 30, 64, 210, 1 << 20 })
            {
                BigInteger[] wanted = [.. Enumerable.Range(0, Math.Min(one.Rows, one.Columns)).Select(i => BigInteger.GreatestCommonDivisor(modulus, i < factors.Count ? factors[i] : 0))];
                Assert.Equal(wanted, SmithModulo<WordRing, ulong>.Of(new WordRing((ulong)modulus), whole, CancellationToken.None));
                Assert.Equal(wanted, SmithModulo<LargeRing, BigInteger>.Of(new LargeRing(modulus), whole, CancellationToken.None));
            }
        },
        iter: Rounds.Of(3_000));

    [Theory]
    [InlineData(30, 30, 10)]
    [InlineData(20, 33, 10)]
    [InlineData(33, 20, 30)]
    [InlineData(12, 12, 200)]
    public void Both_ways_agree_on_larger_ones(int rows, int columns, int bits)
    {
        var entries = WholeNumbers.Matrix(new Random(rows), rows, columns, bits);
        var found = WithTransforms(entries);
        Assert.Equal(found, WithoutTransforms(entries));
        if (rows == columns)
        {
            Assert.Equal(BigInteger.Abs(WholeNumbers.Determinant(entries)), found.Aggregate(BigInteger.One, (product, factor) => product * factor));
        }
    }

    // One that is twice the unit matrix, one with a chain of powers, and one with a factor past a word before the last.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_large_planted_form_is_found(int kind)
    {
        const int Size = 50;
        var random = new Random(kind);
        BigInteger[] factors = [.. Enumerable.Range(0, Size).Select(i => kind switch
        {
            0 => 2,
            1 => BigInteger.One << (i / 10),
            _ => i < Size - 2 ? 1 : BigInteger.Pow(10, 30),
        })];
        var entries = Plant(random, Size, Size, factors);
        Assert.Equal(factors, WithoutTransforms(entries));
        Assert.Equal(factors[..20], WithoutTransforms(Plant(random, 30, 40, factors[..20])));
    }

    // The product of the first k factors is the common divisor of all products of k entries; here by their primes.
    [Theory]
    [InlineData(33)]
    [InlineData(64)]
    public void A_diagonal_matrix_is_sorted_by_the_exponents_of_each_prime(int size)
    {
        var random = new Random(size);
        int[] primes = [2, 3, 5, 7];
        var exponents = primes.Select(_ => Enumerable.Range(0, size).Select(_ => random.Next(5)).ToArray()).ToArray();
        BigInteger Product(int[][] of, int i) => primes.Zip(of).Aggregate(BigInteger.One, (product, pair) => product * BigInteger.Pow(pair.First, pair.Second[i]));
        var entries = WholeNumbers.Fill(size, size, (row, column) => row == column ? Product(exponents, row) : 0);
        int[][] sorted = [.. exponents.Select(of => of.Order().ToArray())];
        BigInteger[] wanted = [.. Enumerable.Range(0, size).Select(i => Product(sorted, i))];
        Assert.Equal(wanted, WithTransforms(entries));
        Assert.Equal(wanted, WithoutTransforms(entries));
    }

    // An example that many lecture notes work out by hand.
    [Fact]
    public void A_published_form()
    {
        var entries = new BigInteger[,] { { 2, 4, 4 }, { -6, 6, 12 }, { 10, -4, -16 } };
        Assert.Equal([2, 6, 12], WithTransforms(entries));
        Assert.Equal([2, 6, 12], WithoutTransforms(entries));
    }

    [Fact]
    public void Wrong_transforms_prove_nothing()
    {
        var whole = WholeMatrix.Of(2, 2, (row, column) => row == column ? 2 : 1);
        var (factors, transforms) = SmithTransforms.Of(whole, CancellationToken.None);
        Assert.True(transforms.Prove(whole, factors, CancellationToken.None));
        Assert.False(transforms.Prove(whole, [3, 1], CancellationToken.None));
        Assert.False(transforms.Prove(WholeMatrix.Identity(2), factors, CancellationToken.None));
        var twice = WholeMatrix.Of(2, 2, (row, column) => 2 * transforms.Left.Matrix[row, column]);
        Assert.False((transforms with { Left = new Unimodular(twice, transforms.Left.Inverse) }).Prove(whole, [2, 6], CancellationToken.None));
    }

    [Fact]
    public void Small_matrices_have_transforms_and_large_ones_what_is_modular()
    {
        Assert.NotNull(SmithForm.Of(Matrix.Of(WholeNumbers.Matrix(new Random(1), 5, 7, 10)), null, CancellationToken.None).Transforms);
        Assert.NotNull(SmithForm.Of(Matrix.Of(WholeNumbers.Matrix(new Random(1), 61, 61, 10)), null, CancellationToken.None).Modular);
    }

    // The denominators divide the last factor, as no prime of theirs divides the whole numerator, and the others divide what is left.
    [Fact]
    public void Solved_systems_prove_what_the_modulus_is()
    {
        var entries = WholeNumbers.Matrix(new Random(2), 40, 40, 10);
        var form = SmithForm.Of(Matrix.Of(entries), false, CancellationToken.None);
        var (modulus, determinant, systems, _) = form.Modular!;
        Assert.Equal(BigInteger.Abs(WholeNumbers.Determinant(entries)), determinant);
        Assert.Equal(2, systems.Count);
        Assert.All(systems, system =>
        {
            var (numerators, denominator) = (system.Solution.Numerators, system.Solution.Denominator);
            var image = WholeNumbers.Product(entries, WholeNumbers.Fill(40, 1, (row, _) => numerators[row]));
            Assert.True(WholeNumbers.Agree(WholeNumbers.Fill(40, 1, (row, _) => system.Right[row] * denominator), image, 0));
            Assert.Equal(1, numerators.Aggregate(denominator, BigInteger.GreatestCommonDivisor));
            Assert.Equal(0, form.Factors[^1] % denominator);
            Assert.Equal(0, determinant / denominator % modulus);
        });
        Assert.All(form.Factors.SkipLast(1), factor => Assert.Equal(0, modulus % factor));
    }

    [Fact]
    public void A_fraction_is_refused_and_it_ends_when_asked()
    {
        Assert.Throws<MatrixException>(() => SmithForm.Of(Matrix.Of(new double[,] { { 0.5 } }), null, CancellationToken.None));
        var matrix = Matrix.Of(WholeNumbers.Matrix(new Random(1), 20, 20, 10));
        Assert.Throws<OperationCanceledException>(() => SmithForm.Of(matrix, true, new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => SmithForm.Of(matrix, false, new CancellationToken(true)));
    }

    private static IReadOnlyList<BigInteger> WithTransforms(BigInteger[,] entries)
    {
        var form = SmithForm.Of(Matrix.Of(entries), true, CancellationToken.None);
        var (rows, columns) = (entries.GetLength(0), entries.GetLength(1));
        var (left, right) = (Of(form.Transforms!.Left, rows), Of(form.Transforms.Right, columns));
        var diagonal = WholeNumbers.Fill(rows, columns, (row, column) => row == column && row < form.Factors.Count ? form.Factors[row] : 0);
        Assert.True(WholeNumbers.Agree(diagonal, WholeNumbers.Product(WholeNumbers.Product(left, entries), right), 0));
        return form.Factors;
    }

    private static BigInteger[,] Of(Unimodular transform, int size)
    {
        var (matrix, inverse) = (WholeNumbers.Square(transform.Matrix.Entries, size), WholeNumbers.Square(transform.Inverse.Entries, size));
        Assert.True(WholeNumbers.Agree(WholeNumbers.Fill(size, size, (row, column) => row == column ? 1 : 0), WholeNumbers.Product(matrix, inverse), 0));
        return matrix;
    }

    private static IReadOnlyList<BigInteger> WithoutTransforms(BigInteger[,] entries) => SmithForm.Of(Matrix.Of(entries), false, CancellationToken.None).Factors;

    private static BigInteger[] Factors(Random random, int rank, int bits)
    {
        var (factor, factors) = (BigInteger.One, new BigInteger[rank]);
        for (var i = 0; i < rank; i++)
        {
            factor *= random.Next(3) == 0 ? BigInteger.Max(1, BigInteger.Abs(WholeNumbers.Next(random, bits))) : 1;
            factors[i] = factor;
        }

        return factors;
    }

    private static BigInteger[,] Plant(Random random, int rows, int columns, BigInteger[] factors) => WholeNumbers.Product(
        WholeNumbers.Product(
            WholeNumbers.Unimodular(random, rows, 4 * rows),
            WholeNumbers.Fill(rows, columns, (row, column) => row == column && row < factors.Length ? factors[row] : 0)),
        WholeNumbers.Unimodular(random, columns, 4 * columns));

    // Small, of 200 bits, of deficient rank, with factors of 2 and 3, and of many zeros.
    private static BigInteger[,] Entries(int rows, int columns, int kind, int seed)
    {
        var random = new Random(seed);
        return kind switch
        {
            0 => WholeNumbers.Matrix(random, rows, columns, 4),
            1 => WholeNumbers.Matrix(random, rows, columns, 200),
            2 => WholeNumbers.Product(WholeNumbers.Matrix(random, rows, 2, 5), WholeNumbers.Matrix(random, 2, columns, 5)),
            3 => WholeNumbers.Fill(rows, columns, (_, _) => 6 * random.Next(-2, 3) * random.Next(1, 13)),
            _ => WholeNumbers.Fill(rows, columns, (_, _) => random.Next(3) == 0 ? 6 * random.Next(1, 6) : 0),
        };
    }
}
