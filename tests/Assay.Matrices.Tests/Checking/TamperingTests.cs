using System.Text.Json.Nodes;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Whatever is changed in a report, it is rejected, or states the very same, by evidence that is as good.</summary>
public sealed class TamperingTests
{
    private static readonly string[] Harmless =
    [
        // Another minor may be no zero either, and a higher power divides zero too.
        "minor.rows[]", "minor.columns[]", "ceilingPower.exponent",

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
}
