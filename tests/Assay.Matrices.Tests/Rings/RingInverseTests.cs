using System.Numerics;
using Assay.Matrices.Rings;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Rings;

/// <summary>Inverses and zero divisors over rings, against all vectors and against elimination without fractions.</summary>
public sealed class RingInverseTests
{
    private static readonly BigInteger Mersenne521 = (BigInteger.One << 521) - 1;

    private static readonly Gen<(int Size, int Modulus, int Seed)> Tiny = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 12], Gen.Int[0, 1_000_000]);

    // Primes, powers of two up to and past a word, squares, primes past a word, and numbers with small and with large factors.
    private static readonly BigInteger[] Moduli =
    [
        2, 3, 4, 12, 65_521, 16_777_213, 16_777_215, 1 << 24, 2_147_483_647, 600_851_475_143, (BigInteger.One << 61) - 1, (BigInteger.One << 63) - 25,
        BigInteger.One << 62, BigInteger.One << 63, BigInteger.One << 64, (BigInteger.One << 64) - 59, BigInteger.One << 65, BigInteger.One << 300,
        BigInteger.Pow(6, 60), BigInteger.Pow(3, 100), Enumerable.Range(1, 60).Aggregate(BigInteger.One, (product, i) => product * i), Mersenne521, Mersenne521 * ((BigInteger.One << 89) - 1),
        Mersenne521 * 30,
    ];

    private static readonly Gen<(int Size, int Modulus, int Bits, int Kind, int Seed)> Cases = Gen.Select(
        Gen.Int[0, 7], Gen.Int[0, Moduli.Length - 1], Gen.OneOf(Gen.Const(1), Gen.Const(4), Gen.Const(30), Gen.Const(200)), Gen.Int[0, 3], Gen.Int[0, 1_000_000]);

    [Fact]
    public void A_tiny_matrix_has_an_inverse_just_where_no_vector_goes_to_zero() => Tiny.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            var entries = WholeNumbers.Fill(one.Size, one.Size, (_, _) => random.Next(-one.Modulus, one.Modulus + 1));
            var found = RingInverse.Modulo(Matrix.Of(entries), one.Modulus, CancellationToken.None);
            Assert.Equal(!SomeVectorGoesToZero(entries, one.Size, one.Modulus), found is Invertible);
            Holds(entries, found, one.Modulus);
        },
        iter: Rounds.Of(15_000));

    [Fact]
    public void Modulo_any_number_the_determinant_decides() => Cases.Sample(
        one =>
        {
            var entries = Entries(one.Size, one.Bits, one.Kind, one.Seed);
            Holds(entries, RingInverse.Modulo(Matrix.Of(entries), Moduli[one.Modulus], CancellationToken.None), Moduli[one.Modulus]);
        },
        iter: Rounds.Of(6_000));

    [Fact]
    public void Over_the_whole_numbers_the_determinant_decides() => Cases.Sample(
        one =>
        {
            var entries = Entries(one.Size, one.Bits, one.Kind, one.Seed);
            Holds(entries, RingInverse.OverIntegers(Matrix.Of(entries), CancellationToken.None), 0);
        },
        iter: Rounds.Of(3_000));

    // Every way to an inverse, whatever is chosen for its time.
    [Fact]
    public void All_rings_of_one_modulus_agree() => Cases.Sample(
        one =>
        {
            var entries = Entries(one.Size, one.Bits, one.Kind, one.Seed);
            var modulus = Moduli[one.Modulus % 13];
            var large = Eliminate<LargeRing, BigInteger>(new LargeRing(modulus), entries, one.Size);
            Assert.Equal(large, Eliminate<WordRing, ulong>(new WordRing((ulong)modulus), entries, one.Size));
            if (modulus.IsPowerOfTwo)
            {
                Assert.Equal(large, Eliminate<BinaryRing, ulong>(new BinaryRing((int)modulus.GetBitLength() - 1), entries, one.Size));
            }
        },
        iter: Rounds.Of(3_000));

    [Theory]
    [InlineData(60, 10, 64)]
    [InlineData(40, 64, 64)]
    [InlineData(40, 10, 2000)]
    [InlineData(12, 2000, 2000)]
    public void Larger_ones_too(int size, int bits, int exponent)
    {
        var entries = WholeNumbers.Matrix(new Random(3), size, size, bits);
        foreach (var modulus in new[] { BigInteger.One << exponent, (BigInteger.One << exponent) - 1, (BigInteger.One << exponent) + 1 })
        {
            Holds(entries, RingInverse.Modulo(Matrix.Of(entries), modulus, CancellationToken.None), modulus);
        }
    }

    // Pivots that are no units: the entries have different factors in common with a primorial.
    [Fact]
    public void No_factor_of_the_modulus_has_to_be_known()
    {
        BigInteger[] primes = [2, 3, 5, 7, 11, 13, (BigInteger.One << 61) - 1, (BigInteger.One << 89) - 1];
        var modulus = primes.Aggregate((product, prime) => product * prime);
        var size = primes.Length;
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var entries = WholeNumbers.Fill(size, size, (row, column) => modulus / primes[(row + column) % size] * random.Next(1, 1000));
            Holds(entries, RingInverse.Modulo(Matrix.Of(entries), modulus, CancellationToken.None), modulus);
        }
    }

    [Fact]
    public void Where_zero_is_one_every_matrix_is_invertible()
    {
        var found = Assert.IsType<Invertible>(RingInverse.Modulo(Matrix.Of(new BigInteger[,] { { 0, 0 }, { 0, 0 } }), 1, CancellationToken.None));
        Assert.Equal((BigInteger.Zero, BigInteger.Zero), (found.Determinant, found.DeterminantInverse));
    }

    [Fact]
    public void A_matrix_without_rows_is_invertible_everywhere()
    {
        Assert.Equal(1, Assert.IsType<Invertible>(RingInverse.OverIntegers(Matrix.Of(new BigInteger[0, 0]), CancellationToken.None)).Determinant);
        Assert.All(Moduli, modulus => Assert.IsType<Invertible>(RingInverse.Modulo(Matrix.Of(new BigInteger[0, 0]), modulus, CancellationToken.None)));
    }

    [Fact]
    public void Twice_the_unit_matrix_has_half_of_it_where_two_is_a_unit()
    {
        var twice = Matrix.Of(new BigInteger[,] { { 2 } });
        Assert.Equal([5], Assert.IsType<Invertible>(RingInverse.Modulo(twice, 9, CancellationToken.None)).Inverse);
        Assert.Equal([4], Assert.IsType<NotInvertible>(RingInverse.Modulo(twice, 8, CancellationToken.None)).Vector);
        var whole = Assert.IsType<NotInvertible>(RingInverse.OverIntegers(twice, CancellationToken.None));
        Assert.Equal((2, 2), (whole.Determinant, whole.Divisor));
        Assert.Equal([1], whole.Vector);
    }

    [Fact]
    public void A_fraction_and_a_matrix_that_is_not_square_are_refused()
    {
        var half = Assert.Throws<MatrixException>(() => RingInverse.OverIntegers(Matrix.Of(new double[,] { { 1, 0 }, { 0.5, 1 } }), CancellationToken.None));
        Assert.Equal(
            "matrix: The entry of row 2, column 1 is 1/2, which is no whole number. A ring of whole numbers needs whole entries; multiply the rows by their denominators if that is what you mean.",
            half.Message);
        var wide = Assert.Throws<MatrixException>(() => RingInverse.Modulo(Matrix.Of(new double[,] { { 1, 2 } }), 5, CancellationToken.None));
        Assert.Equal("matrix: It has 1 row and 2 columns, and only a square matrix can be invertible. Give a square one, or ask for the Smith form.", wide.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RingInverse.Modulo(Matrix.Of(new double[,] { { 1 } }), 0, CancellationToken.None));
    }

    [Fact]
    public void It_ends_when_asked()
    {
        var matrix = Matrix.Of(WholeNumbers.Matrix(new Random(1), 20, 20, 10));
        Assert.Throws<OperationCanceledException>(() => RingInverse.Modulo(matrix, 1000, new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => RingInverse.OverIntegers(matrix, new CancellationToken(true)));
    }

    // Any, of deficient rank, unimodular, or with factors of 2 and 3.
    private static BigInteger[,] Entries(int size, int bits, int kind, int seed)
    {
        var random = new Random(seed);
        return kind switch
        {
            0 => WholeNumbers.Matrix(random, size, size, bits),
            1 => WholeNumbers.Product(WholeNumbers.Matrix(random, size, size / 2, bits), WholeNumbers.Matrix(random, size / 2, size, bits)),
            2 => WholeNumbers.Unimodular(random, size, bits),
            _ => WholeNumbers.Fill(size, size, (_, _) => WholeNumbers.Next(random, bits) * random.Next(5)),
        };
    }

    private static void Holds(BigInteger[,] entries, Invertibility found, BigInteger modulus)
    {
        var (size, whole) = (entries.GetLength(0), WholeNumbers.Determinant(entries));
        var determinant = modulus.IsZero ? whole : WholeNumbers.Least(whole, modulus);
        Assert.Equal((modulus, determinant), (found.Modulus, found.Determinant));
        Assert.Equal(BigInteger.GreatestCommonDivisor(determinant, modulus).IsOne, found is Invertible);
        switch (found)
        {
            case Invertible { Inverse: var inverse, DeterminantInverse: var unit }:
                var product = WholeNumbers.Product(entries, WholeNumbers.Square(inverse, size));
                Assert.True(WholeNumbers.Agree(product, WholeNumbers.Fill(size, size, (row, column) => row == column ? 1 : 0), modulus));
                Assert.Equal(modulus.IsZero ? 1 : WholeNumbers.Least(1, modulus), modulus.IsZero ? determinant * unit : WholeNumbers.Least(determinant * unit, modulus));
                Assert.All(inverse, entry => Assert.True(modulus.IsZero || (entry.Sign >= 0 && entry < modulus)));
                break;
            case NotInvertible { Vector: var vector, Divisor: var divisor }:
                var image = WholeNumbers.Product(entries, WholeNumbers.Fill(size, 1, (row, _) => vector[row]));
                Assert.True(WholeNumbers.Agree(image, new BigInteger[size, 1], divisor));
                Assert.False(WholeNumbers.Agree(WholeNumbers.Fill(size, 1, (row, _) => vector[row]), new BigInteger[size, 1], divisor));
                Assert.True(modulus.IsZero ? whole.IsZero ? divisor.IsZero : divisor > 1 && (whole % divisor).IsZero : divisor == modulus);
                break;
        }
    }

    private static bool SomeVectorGoesToZero(BigInteger[,] entries, int size, int modulus)
    {
        var small = entries.Cast<BigInteger>().Select(entry => (int)entry).ToArray();
        for (var code = 1; code < (int)Math.Pow(modulus, size); code++)
        {
            var all = true;
            for (var row = 0; row < size && all; row++)
            {
                var (sum, rest) = (0, code);
                for (var column = 0; column < size; column++, rest /= modulus)
                {
                    sum += small[(row * size) + column] * (rest % modulus);
                }

                all = sum % modulus == 0;
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    private static (BigInteger Determinant, string Inverse) Eliminate<TRing, T>(TRing ring, BigInteger[,] entries, int size)
        where TRing : struct, IResidueRing<T>
    {
        var elimination = new RingElimination<TRing, T>(ring, [.. entries.Cast<BigInteger>().Select(ring.Of)], size, CancellationToken.None);
        var determinant = ring.Value(elimination.Determinant);
        return (determinant, BigInteger.GreatestCommonDivisor(determinant, ring.Modulus).IsOne ? string.Join(' ', elimination.Inverse().Select(ring.Value)) : "none");
    }
}
