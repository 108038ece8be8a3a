using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

/// <summary>Claims about all sorting kernels.</summary>
public sealed class KernelQuestionTests
{
    private const string Two = "kernels: 2 values, 1 spare, cmov\n";

    [Theory]
    [InlineData("3 values, 1 spare, cmov", "Shortest == 11")]
    [InlineData("3 values", "Shortest == 11 && Kernels == 5600 && TieSafe == 2026")]
    [InlineData("2 values, 1 spare, minmax", "Shortest == 3 && Shortest < 4")]
    [InlineData("3 values, 1 spare, spare starts least, cmov", "Kernels == 5602")]
    public void True_claims_are_proved(string kernels, string claim)
    {
        var proved = Assert.IsType<Proved>(Assert.IsType<Answered>(Decide(kernels, claim)).Verdict);
        Assert.Contains("the independent checker accepts", proved.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 values, 1 spare, cmov", "Shortest == 10")]
    [InlineData("3 values, 1 spare, cmov", "Kernels == 5602")]
    [InlineData("2 values, 1 spare, minmax", "Shortest > 3")]
    public void False_claims_are_refuted(string kernels, string claim) =>
        Assert.IsType<Refuted>(Assert.IsType<Answered>(Decide(kernels, claim)).Verdict);

    [Theory]
    [InlineData("3 vlues, 1 spare, cmov", "Shortest == 11", "'3 vlues' says nothing about kernels")]
    [InlineData("3 values, 1 spare, cmv", "Shortest == 11", "There is no instruction set 'cmv'")]
    [InlineData("1 spare, cmov", "Shortest == 11", "How many values are sorted is not said")]
    [InlineData("9 values, 1 spare, cmov", "Shortest == 11", "out of reach")]
    [InlineData("6 values, 1 spare, cmov", "Shortest > 0", "out of reach")]
    [InlineData("7 values, 1 spare, minmax", "Shortest > 0", "out of reach")]
    [InlineData("3 values, 0 spare, cmov", "Shortest == 11", "Without a spare register")]
    [InlineData("3 values, 99999999999999999999 spare, cmov", "Shortest == 11", "says nothing about kernels")]
    [InlineData("3 values", "Shortst == 11", "Shortst")]
    public void What_cannot_be_used_says_why(string kernels, string claim, string expected)
    {
        var unusable = Assert.IsType<Unusable>(Decide(kernels, claim));
        Assert.Contains(expected, string.Join(' ', unusable.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shortest == 4", true)]
    [InlineData("Shortest == 3", false)]
    [InlineData("Kernels == 8 && TieSafe == 8", true)]
    [InlineData("Kernels == 0", false)]
    [InlineData("@TieSafe == 0", false)]
    public void The_numbers_are_those_of_the_search(string statement, bool holds) =>
        Assert.Equal(holds, Documents.Verdict($"{Two}claim: {statement}") is Proved);

    // Whatever does not ask for the count must not see a number in its place.
    [Fact]
    public void A_count_that_is_spelt_otherwise_has_no_value() =>
        Assert.IsType<Unusable>(Documents.Settle($"{Two}claim: K\\u0065rnels == 0"));

    [Theory]
    [InlineData("Kernels == 0", false)]
    [InlineData("Kernels == 8", true)]
    public void A_function_of_the_document_may_use_the_count(string condition, bool holds) =>
        Assert.Equal(holds, Documents.Verdict($"{Two}claim: Helper()", $"static bool Helper() => {condition};") is Proved);

    [Fact]
    public void Inputs_have_no_place_beside_kernels()
    {
        var unusable = Assert.IsType<Unusable>(Decide("3 values", "Shortest == x", "for-all: int x"));
        Assert.Contains("'for-all' and 'kernels' do not go together", unusable.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_ends_leaves_it_undecided()
    {
        var undecided = Assert.IsType<Undecided>(Assert.IsType<Answered>(Decide("4 values", "Shortest == 20", budget: TimeSpan.FromMilliseconds(300))).Verdict);
        Assert.Contains("budget ended", undecided.Reason, StringComparison.Ordinal);
    }

    private static Settlement Decide(string kernels, string claim, string more = "", TimeSpan? budget = null)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var document = new ClaimDocumentReader([domain]).ReadText("kernels.md", $"""
            ```claim kernels
            kernels: {kernels}
            claim:   {claim}
            {more}
            ```
            """);
        Assert.Empty(document.Problems);
        return domain.Understand(document, document.Claims, CancellationToken.None).Questions.Single()
            .Decide(Budget.Default with { Time = budget ?? TimeSpan.FromSeconds(120) }, new Progress<ProgressReport>(), CancellationToken.None);
    }
}
