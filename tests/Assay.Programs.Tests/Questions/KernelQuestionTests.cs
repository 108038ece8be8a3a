using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

/// <summary>Claims about all sorting kernels.</summary>
public sealed class KernelQuestionTests
{
    private const string Two = "kernels: 2 values, 1 spare, cmov\n";

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

    [Theory]
    [InlineData("kernels: 6 values, 1 spare, minmax\nclaim: Shortest > 0", "out of reach")]
    [InlineData("kernels: 2 values, 1 spare, cmov\nfor-all: x : int\nclaim: Shortest > 0", "do not go together")]
    public void What_cannot_be_searched_is_said(string lines, string expected) =>
        Assert.Contains(expected, Assert.IsType<Unusable>(Documents.Settle(lines)).Problems[0].ToString(), StringComparison.Ordinal);
}
