using System.Text.Json.Nodes;
using Assay.Matrices.Checking;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Whatever is changed in a report, it is rejected, or states the very same, by evidence that is as good.</summary>
public sealed class TamperingTests
{
    private static readonly string[] Harmless =
    [
        // Another minor may be no zero either, and a higher power divides zero too.
        "minor.rows[]", "minor.columns[]", "ceilingPower.exponent",

        // Other products may have determinants that all factors divide, too.
        "smithForm.minors[].left.sparse[]", "smithForm.minors[].right.sparse[]",

        // Other vectors may give a matrix that is no farther, or the same inequalities.
        "nearest[].vector[]", "nearest[].dual[]", "within.orthants[][]",

        // Singular values are told by two decompositions and two norms.
        "evidence.inverseExponent", "evidence.inverseNorm.square", "evidence.inverseNorm.vector", "evidence.svd.values", "evidence.inverseSvd.values",
    ];

    public static TheoryData<string> Names() => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_report_with_another_leaf_is_rejected(string name)
    {
        var report = Samples.All[name].Value;
        Reports.AssertVerified(report);
        var stated = Reports.Check(report).Statements.Select(statement => statement.Text).ToList();
        List<string> accepted = [];
        var count = Leaves.Of(JsonNode.Parse(report)).Count();
        for (var i = 0; i < count; i++)
        {
            var root = JsonNode.Parse(report)!;
            var (leaf, path) = Leaves.Of(root).ElementAt(i);
            leaf.ReplaceWith(Leaves.Changed(leaf, path));
            var found = Reports.Check(root.ToJsonString());
            if (!found.IsRejected)
            {
                Assert.Equal(stated, found.Statements.Select(statement => statement.Text));
                accepted.Add(path);
            }
        }

        Assert.True(!accepted.Except(Harmless).Any(), string.Join(' ', accepted.Distinct()));
    }

    [Theory]
    [InlineData("kernel[1]", "the vectors are not independent")]
    [InlineData("kernel[0]", "row 0 does not take it to zero")]
    public void Vectors_that_prove_no_rank_are_rejected(string part, string reason)
    {
        var root = JsonNode.Parse(Reports.Of(Matrix.Parse("[[1, 1, 0, 1], [2, 2, 0, 2], [0, 0, 1, 0], [0, 0, 2, 0]]")))!;
        var kernel = root["kernel"]!.AsArray();
        if (part == "kernel[1]")
        {
            kernel[1] = kernel[0]!.DeepClone();
        }
        else
        {
            kernel[0]![0] = "7";
        }

        var verdict = Assert.IsType<Rejected>(Reports.Check(root.ToJsonString()).Statements[1].Verdict);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Primes_count_once()
    {
        var root = JsonNode.Parse(Samples.All["modulo primes"].Value)!;
        var primes = root["ceilingPrimes"]!.AsArray();
        primes[1] = primes[0]!.DeepClone();

        Assert.True(Reports.Check(root.ToJsonString()).IsRejected);
    }

    [Fact]
    public void Fewer_primes_prove_nothing()
    {
        var root = JsonNode.Parse(Samples.All["modulo primes"].Value)!;
        root["ceilingPrimes"]!.AsArray().RemoveAt(0);

        Assert.True(Reports.Check(root.ToJsonString()).IsRejected);
    }

    [Theory]
    [InlineData("evidence")]
    [InlineData("minor")]
    [InlineData("cover")]
    public void Without_its_proof_a_statement_is_rejected(string part)
    {
        var root = JsonNode.Parse(Samples.All[part == "cover" ? "covered" : "fractions"].Value)!;
        root.AsObject().Remove(part);

        Assert.True(Reports.Check(root.ToJsonString()).IsRejected);
    }

    [Fact]
    public void No_uncertainty_is_below_zero()
    {
        var root = JsonNode.Parse(Reports.Of(Matrix.Parse("[[1]]")))!;
        root["within"]!["factor"] = "-1";

        Assert.Contains(Reports.Check(root.ToJsonString()).Statements, statement => statement.Verdict is Rejected { Reason: var reason } && reason.Contains("below zero", StringComparison.Ordinal));
    }

    [Fact]
    public void A_minor_that_is_zero_proves_no_rank()
    {
        var root = JsonNode.Parse(Reports.Of(Matrix.Parse("[[1, 1, 0], [1, 1, 0], [0, 0, 1]]")))!;
        root["minor"]!["rows"] = new JsonArray(0, 1);
        root["minor"]!["columns"] = new JsonArray(0, 1);

        var verdict = Assert.IsType<Rejected>(Reports.Check(root.ToJsonString()).Statements[0].Verdict);
        Assert.StartsWith("minor: it is zero modulo ", verdict.Reason, StringComparison.Ordinal);
    }
}
