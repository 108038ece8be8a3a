using System.Numerics;
using System.Text.Json.Nodes;
using Assay.Matrices.Checking;
using Assay.Matrices.Tests.Rings;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Invariant factors without transforms: right ones are verified, and wrong ones rejected whatever else the report says.</summary>
public sealed class SmithFactorsCheckTests
{
    private static readonly Gen<(int Rows, int Columns, int Rank, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[0, 5], Gen.Int[0, 10_000_000]);

    [Fact]
    public void Forms_without_transforms_are_verified() => Cases.Sample(
        one => Reports.AssertVerified(Reports.WithFactors(Matrix.Of(Product(one.Rows, one.Columns, one.Rank, one.Seed)))), iter: Rounds.Of(1_500));

    // A factor that is multiplied by a prime, and the next ones too so that they still divide each other.
    [Fact]
    public void Other_factors_are_rejected() => Gen.Select(Cases, Gen.Int[0, 4], Gen.Int[0, 4], Gen.OneOf(Gen.Const(2), Gen.Const(3), Gen.Const(7))).Sample(
        (one, first, last, prime) =>
        {
            var root = JsonNode.Parse(Reports.WithFactors(Matrix.Of(Product(one.Rows, one.Columns, one.Rank, one.Seed))))!;
            var factors = root["smithForm"]!["factors"]!.AsArray();
            if (factors.Count == 0)
            {
                return;
            }

            for (var i = first % factors.Count; i < factors.Count; i++)
            {
                factors[i] = (BigInteger.Parse(factors[i]!.GetValue<string>(), null) * prime).ToString(null, null);
            }

            // The product is what it was, where a prime can be taken from the last one.
            var rest = BigInteger.Parse(factors[^1]!.GetValue<string>(), null);
            if (factors.Count > 1 && last % 2 == 0 && rest % (prime * prime) == 0 && rest / (prime * prime) % BigInteger.Parse(factors[^2]!.GetValue<string>(), null) == 0)
            {
                factors[^1] = (rest / (prime * prime)).ToString(null, null);
            }

            var verdict = Reports.Check(root.ToJsonString()).Statements.Single(statement => statement.Text.StartsWith("The Smith", StringComparison.Ordinal)).Verdict;
            Assert.StartsWith("smithForm.factors", Assert.IsType<Rejected>(verdict).Reason, StringComparison.Ordinal);
        },
        iter: Rounds.Of(1_500));

    [Fact]
    public void Factors_modulo_a_number_are_their_divisors_in_common_with_it() => Gen.Select(Cases, Gen.Int[1, 5_000]).Sample(
        (one, modulus) =>
        {
            var entries = Product(one.Rows, one.Columns, one.Rank, one.Seed);
            var (count, factors) = (Math.Min(one.Rows, one.Columns), WholeNumbers.InvariantFactors(entries));
            BigInteger[] wanted = [.. Enumerable.Range(0, count).Select(i => BigInteger.GreatestCommonDivisor(modulus, i < factors.Count ? factors[i] : 0))];
            Assert.Equal(wanted, Modulo(entries, modulus, count));
        },
        iter: Rounds.Of(3_000));

    // No entry is a unit, and sums of them are.
    [Theory]
    [InlineData(6, 2, 3)]
    [InlineData(30030, 2310, 13)]
    [InlineData(30030, 30, 1001)]
    public void A_pivot_is_made_where_no_entry_is_a_unit(int modulus, int first, int second)
    {
        Assert.Equal([1], Modulo(new BigInteger[,] { { first, second } }, modulus, 1));
        Assert.Equal([1], Modulo(new BigInteger[,] { { first }, { second } }, modulus, 1));
        Assert.Equal([1, modulus], Modulo(new BigInteger[,] { { first, 0 }, { 0, second } }, modulus, 2));
    }

    [Theory]
    [InlineData(61, 61)]
    [InlineData(40, 70)]
    [InlineData(80, 79)]
    public void Large_forms_are_verified(int rows, int rank) =>
        Reports.AssertVerified(Reports.Of(Matrix.Of(Product(rows, Math.Max(rows, rank), rank, rows)), new DiagnoseOptions { SmithForm = true, ExactOnly = true }));

    [Fact]
    public void Without_systems_the_determinant_is_the_modulus_and_without_minors_there_is_none()
    {
        var regular = JsonNode.Parse(Reports.WithFactors(Matrix.Parse("[[2, 1, 0], [4, 6, 2], [0, 2, 8]]")))!;
        regular["smithForm"]!["systems"] = new JsonArray();
        Reports.AssertVerified(regular.ToJsonString());
        var singular = JsonNode.Parse(Reports.WithFactors(Matrix.Parse("[[2, 4, 6], [4, 2, 8], [6, 6, 14]]")))!;
        singular["smithForm"]!["minors"] = new JsonArray();
        Assert.True(Reports.Check(singular.ToJsonString()).IsRejected);
    }

    private static IReadOnlyList<BigInteger> Modulo(BigInteger[,] entries, BigInteger modulus, int count) =>
        new FactorsModulo(new ExactMatrix(entries.GetLength(0), entries.GetLength(1), [.. entries.Cast<BigInteger>()], 1), modulus, CancellationToken.None).First(count);

    // Of at most the rank, with factors of small primes.
    private static BigInteger[,] Product(int rows, int columns, int rank, int seed)
    {
        var random = new Random(seed);
        var (left, right) = (WholeNumbers.Fill(rows, rank, (_, _) => random.Next(-4, 5)), WholeNumbers.Fill(rank, columns, (row, _) => random.Next(-4, 5) * (row % 2 == 0 ? 1 : 6)));
        return WholeNumbers.Product(left, right);
    }
}
