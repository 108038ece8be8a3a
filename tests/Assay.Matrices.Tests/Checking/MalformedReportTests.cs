using System.Text;
using System.Text.Json.Nodes;
using Assay.Matrices.Checking;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Whatever a file holds, the checker answers with a sentence.</summary>
public sealed class MalformedReportTests
{
    private const string Name = "whole numbers, over rings";

    // What JSON nodes cannot hold is put in afterwards.
    private const string Mark = "put in here";

    private static readonly string[] Others = ["null", "true", "-1", "0", "2147483647", "0.5", "1e999", "\"\"", "\"x\"", "\"-7\"", "\"1/0\"", "\"\\ud800\"", "[]", "[[]]", "{}", "[null]", "\"AAAA\""];

    [Theory]
    [InlineData("", "It is no JSON from line 1 on")]
    [InlineData("{", "It is no JSON from line 1 on")]
    [InlineData("[]", "report: This is to be an object.")]
    [InlineData("{}", "report: 'schema' is missing.")]
    [InlineData("{\"schema\": \"assay-matrix-report/2\"}", "schema: 'assay-matrix-report/2' is another format than assay-matrix-report/1.")]
    [InlineData("{\"schema\": \"assay-matrix-report/1\", \"schema\": \"assay-matrix-report/1\"}", "It is no JSON: Duplicate property 'schema'")]
    [InlineData("{\"schema\": \"assay-matrix-report/1\", \"matrix\": {\"rows\": 2, \"columns\": 2, \"doubles\": \"AAAA\"}}", "matrix.doubles: This has 3 bytes, and 32 are expected.")]
    [InlineData("{\"schema\": \"assay-matrix-report/1\", \"matrix\": {\"rows\": 33554432, \"columns\": 33554432, \"entries\": []}}", "are more than 33,554,432 entries.")]
    [InlineData("{\"schema\": \"assay-matrix-report/1\", \"matrix\": {\"rows\": 1, \"columns\": 1, \"entries\": [\"1/0\"]}}", "matrix.entries[0]: A denominator is to be above zero.")]
    [InlineData("{\"schema\": \"assay-matrix-report/1\", \"matrix\": {\"rows\": 2, \"columns\": 2, \"sparse\": [\"0 1 3\", \"0 0 1\"]}}", "matrix.sparse[1]: Entries are to be in the order of rows")]
    public void What_is_no_report_is_refused_with_a_reason(string text, string reason)
    {
        var answer = Reports.Check(text);

        var statement = Assert.Single(answer.Statements);
        Assert.Contains(reason, Assert.IsType<Rejected>(statement.Verdict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_cut_short_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.All[Name].Value.TrimEnd());
        for (var length = 0; length < bytes.Length; length += 17)
        {
            var answer = ReportChecker.Check(new MemoryStream(bytes, 0, length), "report", null, TestContext.Current.CancellationToken);
            Assert.True(answer.IsRejected);
        }
    }

    [Theory]
    [MemberData(nameof(TamperingTests.Names), MemberType = typeof(TamperingTests))]
    public void Any_part_may_be_of_any_kind(string name)
    {
        var report = Samples.All[name].Value;
        var paths = Parts(JsonNode.Parse(report)!).Count();
        var step = Math.Max(1, paths / 25);
        for (var i = 1; i < paths; i += step)
        {
            foreach (var other in Others)
            {
                var root = JsonNode.Parse(report)!;
                Parts(root).ElementAt(i).ReplaceWith(Mark);
                Assert.NotEmpty(Reports.Check(root.ToJsonString().Replace($"\"{Mark}\"", other, StringComparison.Ordinal)).Statements);
            }
        }
    }

    [Fact]
    public void A_file_that_is_missing_is_refused() =>
        Assert.True(ReportChecker.Check(Path.Combine(Path.GetTempPath(), "none", "none.json"), null, TestContext.Current.CancellationToken).IsRejected);

    [Fact]
    public void Checking_can_be_ended()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Samples.All[Name].Value));

        Assert.Throws<OperationCanceledException>(() => ReportChecker.Check(stream, "report", null, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<JsonNode> Parts(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Parts).Prepend(node);
}
