using System.Text.Json;
using Assay.Claims;
using Assay.Reporting.Sarif;
using Assay.Running;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Reporting;

public class SarifReportTests
{
    private static readonly string[] Kinds = ["pass", "open", "informational", "notApplicable", "review", "fail"];
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    [Theory]
    [InlineData("proved", "pass", "none")]
    [InlineData("refuted", "pass", "none")]
    [InlineData("refuted-instead", "fail", "error")]
    [InlineData("proved-instead", "fail", "error")]
    [InlineData("supported", "pass", "none")]
    [InlineData("contradicted-instead", "fail", "warning")]
    [InlineData("undecided", "pass", "none")]
    [InlineData("open", "open", "none")]
    [InlineData("unusable", "fail", "error")]
    public void The_kind_of_a_result_follows_what_was_expected(string claim, string kind, string level)
    {
        using var sarif = JsonDocument.Parse(Sarif(Runs.OfEverything()));
        var result = Results(sarif).Single(result => ClaimOf(result) == claim);

        Assert.Equal((kind, level), (result.GetProperty("kind").GetString(), result.GetProperty("level").GetString()));
    }

    [Fact]
    public void The_log_has_what_SARIF_2_1_0_demands() => Validate(Sarif(Runs.OfEverything()));

    [Fact]
    public void Any_text_makes_a_valid_log() => Gen.String.Sample(text => Validate(Sarif(Runs.Saying(text))), iter: Rounds.Of(200));

    [Fact]
    public void A_failure_shows_the_counterexample_and_how_to_see_it_again()
    {
        using var sarif = JsonDocument.Parse(Sarif(Runs.OfEverything()));
        var text = Message(Results(sarif).Single(result => ClaimOf(result) == "refuted-instead"));

        Assert.StartsWith("The short kernel still sorts.\nRefuted; expected proved.\n", text, StringComparison.Ordinal);
        Assert.Contains("\nCounterexample: a = 1, b = 1, c = 0 (the smallest there is)\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nReplay: assay replay sort.md#refuted-instead", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_Assay_is_told_about_the_run_and_not_about_the_claim()
    {
        using var sarif = JsonDocument.Parse(Sarif(Runs.OfEverything()));
        var invocation = sarif.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];

        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Contains("two deciders disagree", Message(invocation.GetProperty("toolExecutionNotifications")[0]), StringComparison.Ordinal);
        Assert.DoesNotContain(Results(sarif), result => ClaimOf(result) == "fault");
    }

    [Fact]
    public void A_claim_that_moves_keeps_its_fingerprint_and_another_one_has_its_own()
    {
        var result = Runs.OfEverything().Results.Single(result => result.Claim.Name == "refuted-instead");
        var moved = result with { Claim = result.Claim with { Place = new Place("sort.md", 99, 1) } };
        var other = result with { Claim = result.Claim with { Name = "another" } };

        Assert.Equal(Fingerprints(result), Fingerprints(moved));
        Assert.NotEqual(Fingerprints(result), Fingerprints(other));
    }

    [Fact]
    public void For_readers_that_know_no_kinds_only_failures_are_left()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Of(Runs.OfEverything(), Runs.Replay, ".", onlyFailures: true));

        Assert.Equal(["refuted-instead", "proved-instead", "contradicted-instead", "unusable"], Results(sarif).Select(ClaimOf));
        Assert.All(Results(sarif), result => Assert.Equal("fail", result.GetProperty("kind").GetString()));
    }

    [Fact]
    public void Files_are_named_from_the_root_and_others_whole()
    {
        using var folder = new TemporaryFolder();
        var inside = Located(Path.Combine(folder.Root, "a b", "ü.md"), folder.Root);
        var outside = Located(Path.Combine(Path.GetTempPath(), "elsewhere.md"), folder.Root);

        Assert.Equal("a%20b/%C3%BC.md", inside.GetProperty("uri").GetString());
        Assert.Equal("%SRCROOT%", inside.GetProperty("uriBaseId").GetString());
        Assert.StartsWith("file:///", outside.GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Braces_and_links_in_a_text_mean_themselves()
    {
        using var sarif = JsonDocument.Parse(Sarif(Runs.Saying("f[1](2) == {0}")));

        Assert.StartsWith("f[1] (2) == {{0}}\n", Message(Results(sarif).First()), StringComparison.Ordinal);
    }

    private static JsonElement Located(string file, string root)
    {
        var claim = Samples.SortClaim("proved") with { Place = new Place(file, 3, 1) };
        using var sarif = JsonDocument.Parse(SarifReport.Of(Runs.Of(new ClaimResult(claim, Samples.Answer(Samples.RefutedVerdict), TimeSpan.Zero)), Runs.Replay, root, onlyFailures: false));
        return Results(sarif).Single().GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").Clone();
    }

    // The rules are those of the standard's sections 3.13, 3.14, 3.18, 3.19, 3.20, 3.27, 3.29, 3.30, 3.49 and 3.58.
    private static void Validate(string text)
    {
        using var sarif = JsonDocument.Parse(text);
        var log = sarif.RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(log.GetProperty("$schema").GetString(), UriKind.Absolute));
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("Assay", driver.GetProperty("name").GetString());
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(rules, rule => Assert.NotEqual("", Text(rule.GetProperty("shortDescription"))));
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            var (kind, level) = (result.GetProperty("kind").GetString(), result.GetProperty("level").GetString());
            Assert.Contains(kind, Kinds);
            Assert.Contains(level, Levels);
            Assert.Equal(kind == "fail", level != "none");
            Assert.All(result.GetProperty("partialFingerprints").EnumerateObject(), property => Assert.NotEqual("", property.Value.GetString()));
            ValidatePart(result);
        }

        foreach (var invocation in run.GetProperty("invocations").EnumerateArray())
        {
            Assert.Contains(invocation.GetProperty("executionSuccessful").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            foreach (var notification in invocation.GetProperty("toolExecutionNotifications").EnumerateArray().Concat(invocation.GetProperty("toolConfigurationNotifications").EnumerateArray()))
            {
                Assert.Contains(notification.GetProperty("level").GetString(), Levels);
                ValidatePart(notification);
            }
        }
    }

    private static void ValidatePart(JsonElement part)
    {
        Assert.NotNull(Text(part.GetProperty("message")));
        var place = Assert.Single(part.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.True(Uri.IsWellFormedUriString(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute));
        var region = place.GetProperty("region");
        var start = region.GetProperty("startLine").GetInt32();
        Assert.True(start >= 1);
        Assert.True(!region.TryGetProperty("startColumn", out var column) || column.GetInt32() >= 1);
        Assert.True(!region.TryGetProperty("endLine", out var end) || end.GetInt32() >= start);
    }

    private static string Fingerprints(ClaimResult result)
    {
        using var sarif = JsonDocument.Parse(Sarif(Runs.Of(result)));
        return Results(sarif).Single().GetProperty("partialFingerprints").GetRawText();
    }

    private static string Sarif(RunReport report) => SarifReport.Of(report, Runs.Replay, ".", onlyFailures: false);

    private static IEnumerable<JsonElement> Results(JsonDocument sarif) => sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();

    private static string? ClaimOf(JsonElement result) => result.GetProperty("properties").GetProperty("claim").GetString();

    private static string Message(JsonElement part) => Text(part.GetProperty("message"))!;

    private static string? Text(JsonElement message) => message.GetProperty("text").GetString();
}
