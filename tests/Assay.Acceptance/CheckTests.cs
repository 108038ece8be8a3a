using System.Text.Json;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_claim_is_told_as_a_story()
    {
        var file = _folder.Write("one.md", Samples.Block("only", "for-all: int x", "claim: x == x"));

        var (code, output, error) = new Tool(new FakeDomain()).Run("check", file);

        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.StartsWith("✓ proved  only", output, StringComparison.Ordinal);
        Assert.Contains($"replay    assay replay {file}#only", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public void Several_claims_are_listed_with_a_summary()
    {
        var file = TwoClaims();

        var (code, output, _) = new Tool(new FakeDomain()).Run("check", file);

        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Contains("2 claims: 2 proved, all as expected", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_claims_is_told_as_a_story_when_it_is_named()
    {
        var file = TwoClaims();

        var (_, output, _) = new Tool(new FakeDomain()).Run("check", $"{file}#second");

        Assert.StartsWith("✓ proved  second", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_tells_the_story_of_every_claim_and_a_summary()
    {
        var (code, output, _) = new Tool(new FakeDomain()).Run("check", TwoClaims(), "--verbose");

        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Contains("✓ proved  first", output, StringComparison.Ordinal);
        Assert.Contains("\n\n✓ proved  second", output, StringComparison.Ordinal);
        Assert.Contains("Equal as polynomials.", output, StringComparison.Ordinal);
        Assert.Contains("\n\n2 claims: 2 proved", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_cannot_be_read_is_told_with_its_problems()
    {
        var file = _folder.Write("bad.md", Samples.Block("only", "claim: true", "fro-all: int x"));

        var (code, output, _) = new Tool(new FakeDomain()).Run("check", $"{file}#only");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains($"{file}:3:1: Unknown key 'fro-all'.\n    Did you mean 'for-all'?", output, StringComparison.Ordinal);
        Assert.Contains("0 claims, 1 problem to repair", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_shows_the_problems_of_the_code_beside_the_claim()
    {
        var file = _folder.Write("one.md", Samples.Block("only", "claim: true"));
        var domain = new FakeDomain { Problems = [new Claims.Problem(new Claims.Place(file, 3, 9), "';' expected.")] };

        var (code, output, _) = new Tool(domain).Run("check", file);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains($"{file}:3:9: ';' expected.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_document_and_nothing_else()
    {
        var (code, output, error) = new Tool(new FakeDomain()).Run("check", TwoClaims(), "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal("assay-report/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("summary").GetProperty("proved").GetInt32());
        Assert.Empty(error);
    }

    [Fact]
    public void Json_also_tells_of_a_path_that_does_not_exist()
    {
        var (code, output, _) = new Tool(new FakeDomain()).Run("check", _folder.At("missing.md"), "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Equal(1, json.RootElement.GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("check", "--jsn", "Did you mean '--json'?")]
    [InlineData("check", "--join", "Did you mean '--on'?")]
    [InlineData("worker", "--on", "Did you mean '--join'?")]
    [InlineData("chek", "--json", "Did you mean 'check'?")]
    public void A_misspelt_word_is_met_with_the_nearest_one(string command, string option, string advice)
    {
        var (code, output, error) = new Tool(new FakeDomain()).Run(command, option);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Empty(output);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_budget_says_how_budgets_are_written()
    {
        var (code, _, error) = new Tool(new FakeDomain()).Run("check", "--budget", "soon");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("'soon' is not a budget. Write for example: 10 s", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_budget_of_the_command_line_reaches_the_decider()
    {
        Budget? seen = null;
        var domain = new FakeDomain
        {
            Decide = (_, budget, _, _) =>
            {
                seen = budget;
                return Samples.Answer(Samples.ProvedVerdict);
            },
        };

        new Tool(domain).Run("check", TwoClaims(), "--budget", "3 s");

        Assert.Equal(TimeSpan.FromSeconds(3), seen?.Time);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("prove")]
    [InlineData("equal")]
    [InlineData("explain")]
    [InlineData("replay")]
    [InlineData("new")]
    public void Every_command_teaches_by_example(string command)
    {
        var (code, output, _) = new Tool(new FakeDomain()).Run(command, "--help");

        Assert.Equal(0, code);
        Assert.Contains($"Examples:\n  assay {command}", output, StringComparison.Ordinal);
    }

    private string TwoClaims() =>
        _folder.Write("two.md", Samples.Block("first", "claim: true") + Samples.Block("second", "claim: true"));
}
