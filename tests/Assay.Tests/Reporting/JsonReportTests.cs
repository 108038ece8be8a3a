using System.Text.Json;
using Assay.Claims;
using Assay.Reporting.Json;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Tests.Reporting;

public class JsonReportTests
{
    [Fact]
    public void The_example_in_the_documentation_is_what_the_tool_writes()
    {
        var settlement = Samples.Answer(Samples.RefutedVerdict);
        var written = Json(Run(new ClaimResult(Samples.SortClaim("refuted"), settlement, TimeSpan.FromMilliseconds(15))));
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
            ReplaceExample(written);

        Assert.Equal(Example(Repository.Read("docs/json.md")), written.TrimEnd());
    }

    [Fact]
    public void Every_field_is_documented()
    {
        var documented = Repository.Read("docs/json.md");
        using var json = JsonDocument.Parse(Json(Run([.. Everything()])));

        Assert.All(Names(json.RootElement).Distinct(), name => Assert.Contains($"`{name}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_that_JSON_has_no_word_for_become_null()
    {
        var verdict = Samples.SupportedVerdict with { Estimate = Samples.SupportedVerdict.Estimate with { High = double.PositiveInfinity } };
        using var json = JsonDocument.Parse(Json(Run(new ClaimResult(Samples.SortClaim(), Samples.Answer(verdict), TimeSpan.Zero))));

        var estimate = Verdict(json).GetProperty("estimate");
        Assert.Equal(JsonValueKind.Null, estimate.GetProperty("high").ValueKind);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_document()
    {
        var verdict = Samples.ProvedVerdict with { Reason = "a\uD800b" };
        using var json = JsonDocument.Parse(Json(Run(new ClaimResult(Samples.SortClaim(), Samples.Answer(verdict), TimeSpan.Zero))));

        Assert.Equal("a\uFFFDb", Verdict(json).GetProperty("reason").GetString());
    }

    [Fact]
    public void Any_text_survives_the_way_through_JSON() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
        {
            var verdict = Samples.ProvedVerdict with { Reason = text };
            using var json = JsonDocument.Parse(Json(Run(new ClaimResult(Samples.SortClaim(), Samples.Answer(verdict), TimeSpan.Zero))));

            Assert.Equal(text, Verdict(json).GetProperty("reason").GetString());
        });

    private static JsonElement Verdict(JsonDocument json) =>
        json.RootElement.GetProperty("documents")[0].GetProperty("claims")[0].GetProperty("verdict");

    private static IEnumerable<ClaimResult> Everything()
    {
        var witness = Samples.SortExample with { Unknowns = [new NamedValue("flag CF", "bool", "true")] };
        Settlement[] settlements =
        [
            Samples.Answer(Samples.ProvedVerdict with { Witness = witness }),
            new Answered(Samples.RefutedVerdict) { MeetsExpectedFinding = true },
            Samples.Answer(Samples.UndecidedVerdict),
            Samples.Answer(Samples.SupportedVerdict),
            new Unusable([new Problem(new Place("sort.md", 1, 2), "Wrong.", "Repair it.")]),
            new Faulted("broken") { Stack = "at Assay" },
        ];
        return settlements.Select(settlement => new ClaimResult(Samples.SortClaim("proved"), settlement, TimeSpan.Zero));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static RunReport Run(params ClaimResult[] results) =>
        new([new DocumentResult(new ClaimDocument("sort.md", [], [], []), results)], [], TimeSpan.FromMilliseconds(20), false);

    private static string Json(RunReport report) => JsonReport.Of(report, claim => $"assay replay {claim.Reference}");

    private static string Example(string documentation)
    {
        var start = documentation.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        return documentation[start..documentation.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private static void ReplaceExample(string written)
    {
        var documentation = Repository.Read("docs/json.md");
        File.WriteAllText(
            Path.Combine(Repository.Root, "docs", "json.md"),
            documentation.Replace(Example(documentation), written.TrimEnd(), StringComparison.Ordinal));
    }
}
