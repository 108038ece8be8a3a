using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Tests.Running;

public class ExitCodeTests
{
    [Theory]
    [InlineData("proved", null, 0)]
    [InlineData("proved", "proved", 0)]
    [InlineData("proved", "refuted", 1)]
    [InlineData("proved", "undecided", 1)]
    [InlineData("refuted", null, 1)]
    [InlineData("refuted", "refuted", 0)]
    [InlineData("refuted", "proved", 1)]
    [InlineData("supported", null, 0)]
    [InlineData("supported", "proved", 1)]
    [InlineData("undecided", null, 2)]
    [InlineData("undecided", "proved", 2)]
    [InlineData("undecided", "undecided", 0)]
    [InlineData("unusable", "refuted", 3)]
    [InlineData("fault", null, 70)]
    [InlineData("interrupted", null, 130)]
    public void One_claim(string settlement, string? expect, int code) =>
        Assert.Equal(code, Report(Result(settlement, expect)).ExitCode);

    [Theory]
    [InlineData(130, "interrupted", "fault", "unusable", "refuted", "undecided", "proved")]
    [InlineData(70, "fault", "unusable", "refuted", "undecided", "proved")]
    [InlineData(3, "unusable", "refuted", "undecided", "proved")]
    [InlineData(1, "refuted", "undecided", "proved")]
    [InlineData(2, "undecided", "proved")]
    [InlineData(0, "proved")]
    public void Of_several_the_first_that_applies_wins(int code, params string[] settlements) =>
        Assert.Equal(code, Report([.. settlements.Reverse().Select(settlement => Result(settlement, null))]).ExitCode);

    [Fact]
    public void No_claim_at_all_is_unusable() => Assert.Equal(ExitCodes.Unusable, Report().ExitCode);

    [Fact]
    public void A_problem_of_the_request_is_unusable_even_beside_good_claims() =>
        Assert.Equal(3, (Report(Result("proved", null)) with { Problems = [new Problem(Place.Whole("x"), "Missing.")] }).ExitCode);

    [Theory]
    [InlineData(true, Standing.AsExpected)]
    [InlineData(false, Standing.Differs)]
    [InlineData(null, Standing.Open)]
    public void A_finding_is_compared_by_its_domain(bool? meets, Standing standing)
    {
        var claim = Samples.Claim("c", ("claim", "true"), ("find", "weakest assumption"), ("expect", "a < b"));
        var settlement = new Answered(Samples.RefutedVerdict) { MeetsExpectedFinding = meets };

        Assert.Equal(standing, new ClaimResult(claim, settlement, TimeSpan.Zero).Standing);
    }

    [Fact]
    public void What_is_asked_for_without_expectation_is_answered_well_by_any_finding()
    {
        var claim = Samples.Claim("c", ("claim", "true"), ("find", "weakest assumption"));

        Assert.Equal(Standing.AsExpected, new ClaimResult(claim, Samples.Answer(Samples.RefutedVerdict), TimeSpan.Zero).Standing);
        Assert.Equal(Standing.Open, new ClaimResult(claim, Samples.Answer(Samples.RefutedVerdict with { Finding = null }), TimeSpan.Zero).Standing);
    }

    private static ClaimResult Result(string settlement, string? expect)
    {
        (string, string)[] expectation = expect is null ? [] : [("expect", expect)];
        return new ClaimResult(Samples.Claim("c", [("claim", "true"), .. expectation]), Of(settlement), TimeSpan.Zero);
    }

    private static Settlement Of(string word) => word switch
    {
        "proved" => Samples.Answer(Samples.ProvedVerdict),
        "refuted" => Samples.Answer(Samples.RefutedVerdict),
        "supported" => Samples.Answer(Samples.SupportedVerdict),
        "undecided" => Samples.Answer(Samples.UndecidedVerdict),
        "unusable" => new Unusable([new Problem(Place.Whole("x"), "Wrong.")]),
        "fault" => new Faulted("broken"),
        _ => new Interrupted(),
    };

    private static RunReport Report(params ClaimResult[] results) =>
        new([new DocumentResult(new ClaimDocument("x", [], [], []), results)], [], TimeSpan.Zero, false);
}
