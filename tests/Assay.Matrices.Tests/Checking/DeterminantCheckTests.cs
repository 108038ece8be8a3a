using System.Numerics;
using System.Text.Json.Nodes;
using Assay.Matrices.Checking;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Determinants that are found again by the help of a solved system: the right ones are verified, and wrong ones rejected whatever the system says.</summary>
public sealed class DeterminantCheckTests
{
    private static readonly Gen<(int Size, int Seed)> Cases = Gen.Select(Gen.Int[1, 6], Gen.Int[0, 10_000_000]);

    [Fact]
    public void Determinants_are_verified() => Cases.Sample(
        one =>
        {
            if (Reports.WithDeterminantSystem(Random(one.Size, one.Seed)) is { } report)
            {
                Reports.AssertVerified(report);
            }
        },
        iter: Rounds.Of(2_000));

    [Fact]
    public void Other_determinants_are_rejected() => Gen.Select(Cases, Gen.OneOf(Gen.Const(-1), Gen.Const(0), Gen.Const(2), Gen.Const(3), Gen.Const(6))).Sample(
        (one, factor) =>
        {
            if (Reports.WithDeterminantSystem(Random(one.Size, one.Seed)) is { } report)
            {
                var root = JsonNode.Parse(report)!;
                var stated = Rational(root["determinant"]!.GetValue<string>());
                root["determinant"] = new Rational(stated.Numerator * factor, stated.Denominator).ToString();
                Assert.StartsWith("determinant", Assert.IsType<Rejected>(Verdict(root)).Reason, StringComparison.Ordinal);
            }
        },
        iter: Rounds.Of(1_000));

    // Numerators and denominator times a number are the same solution, and another right side has another: neither makes the divisor too great.
    [Fact]
    public void A_system_in_other_terms_tells_the_same() => Gen.Select(Cases, Gen.Int[2, 1_000], Gen.Int[2, 1_000]).Sample(
        (one, common, multiple) =>
        {
            if (Reports.WithDeterminantSystem(Random(one.Size, one.Seed)) is { } report)
            {
                var root = JsonNode.Parse(report)!;
                var system = root["determinantSystem"]!;
                system["denominator"] = Times(system["denominator"]!, new Rational(common * multiple, 1));
                Multiply(system["numerators"]!, new Rational(common, 1));
                Multiply(system["right"]!, new Rational(1, multiple));
                Assert.IsType<Verified>(Verdict(root));
            }
        },
        iter: Rounds.Of(1_000));

    [Theory]
    [InlineData("denominator", "0", "It is not above zero.")]
    [InlineData("denominator", "-14", "It is not above zero.")]
    [InlineData("denominator", "14", "The solution does not satisfy row 0.")]
    public void A_wrong_system_is_rejected(string part, string value, string reason)
    {
        var root = JsonNode.Parse(Reports.WithDeterminantSystem(Matrix.Parse("[[2, 1], [1, 4]]"))!)!;
        root["determinantSystem"]![part] = value;
        Assert.EndsWith(reason, Assert.IsType<Rejected>(Verdict(root)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_a_determinant_is_rejected()
    {
        var root = JsonNode.Parse(Reports.WithDeterminantSystem(Matrix.Parse("[[2, 1], [1, 4]]"))!)!;
        root["determinant"] = null;
        Assert.True(Reports.Check(root.ToJsonString()).IsRejected);
        var singular = JsonNode.Parse(Reports.Of(Matrix.Parse("[[2, 1], [4, 2]]")))!;
        singular["determinantSystem"] = root["determinantSystem"]!.DeepClone();
        Assert.IsType<Rejected>(Verdict(singular));
    }

    [Fact]
    public void Large_reports_have_a_system()
    {
        var report = Reports.Of(Random(401, 1), new DiagnoseOptions { ExactOnly = true, Determinant = true });
        Assert.Contains("\"determinantSystem\"", report, StringComparison.Ordinal);
        Reports.AssertVerified(report);
    }

    private static StatementVerdict Verdict(JsonNode root) =>
        Reports.Check(root.ToJsonString()).Statements.Single(statement => statement.Text.StartsWith("The determinant is", StringComparison.Ordinal)).Verdict;

    private static void Multiply(JsonNode items, Rational factor)
    {
        for (var i = 0; i < items.AsArray().Count; i++)
        {
            items[i] = Times(items[i]!, factor);
        }
    }

    private static string Times(JsonNode number, Rational factor) => (Rational(number.GetValue<string>()) * factor).ToString();

    private static Rational Rational(string text) => text.Split('/') is [var numerator, var denominator]
        ? new Rational(BigInteger.Parse(numerator, null), BigInteger.Parse(denominator, null)) : Matrices.Rational.Of(BigInteger.Parse(text, null));

    // Of whole numbers, of fractions, or of doubles, with factors of rows and columns.
    private static Matrix Random(int size, int seed)
    {
        var random = new Random(seed);
        var kind = size > 6 ? 0 : random.Next(3);
        int[] rows = Factors(), columns = Factors();
        if (kind == 2)
        {
            var doubles = new double[size, size];
            for (var i = 0; i < size * size; i++)
            {
                doubles[i / size, i % size] = Math.ScaleB(random.Next(-99, 100) * rows[i / size] * columns[i % size], random.Next(-3, 4) * (i / size));
            }

            return Matrix.Of(doubles);
        }

        var entries = new Rational[size, size];
        for (var i = 0; i < size * size; i++)
        {
            entries[i / size, i % size] = new Rational(random.Next(-99, 100) * rows[i / size] * columns[i % size], kind == 0 ? 1 : random.Next(1, 12));
        }

        return Matrix.Of(entries);

        int[] Factors() => [.. Enumerable.Range(0, size).Select(_ => new[] { 1, 1, 2, 6, 210, 49 }[random.Next(6)])];
    }
}
