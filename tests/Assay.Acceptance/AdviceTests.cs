namespace Assay.Acceptance;

/// <summary>What the command line says to those who misspeak: in words of its own options.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("z2", "--trust: 'z2' is no solver that Assay can ask; these are: z3, cvc5, bitwuzla. Did you mean 'z3'?")]
    [InlineData("Sat", "--trust: 'Sat' is no solver that Assay can ask; these are: z3, cvc5, bitwuzla.")]
    public void Only_solvers_that_are_known_can_be_trusted(string name, string expected)
    {
        var (code, output) = RealTool.Run("prove", "true", "--trust", "z3", "--trust", name);

        Assert.Equal(3, code);
        Assert.Contains($"assay: {expected}\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "check")]
    [InlineData("help", "prove")]
    public void Help_can_be_asked_for_in_both_ways(params string[] words)
    {
        var (code, output) = RealTool.Run(words);

        Assert.Equal(0, code);
        Assert.Equal(RealTool.Run(words[1], "--help").Output, output);
        Assert.Equal(RealTool.Run("--help").Output, RealTool.Run("help").Output);
    }

    [Fact]
    public void Help_for_what_is_no_command_names_the_nearest()
    {
        var (code, output) = RealTool.Run("help", "chekc");

        Assert.Equal(3, code);
        Assert.Contains("Unknown command 'chekc'. Did you mean 'check'?", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as in: --for-all \"int x, int y\"", "y > 0", "--for-all", "int x")]
    [InlineData("as in: --for-all \"int y\"", "y > 0")]
    [InlineData("Write for example: --types \"T = sbyte, short, int\"", "true", "--types", "int")]
    public void Advice_speaks_of_options(string advice, params string[] words)
    {
        var (code, output) = RealTool.Run(["prove", .. words]);

        Assert.Equal(3, code);
        Assert.Contains(advice, output, StringComparison.Ordinal);
    }
}
