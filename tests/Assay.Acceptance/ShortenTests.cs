using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed partial class ShortenTests : IDisposable
{
    private const string Swap = "gallery/programs/swap.md#SwapByMoves";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shorten-abs.txt", "abs.cs")]
    [InlineData("shorten-assumed.txt", "abs.cs", "--assume", "x >= 0")]
    [InlineData("shorten-none.txt", "abs.cs", "--max-length", "2", "--instructions", "add,and,xor", "--constants", "1,-1")]
    [InlineData("shorten-swap.txt", Swap, "--instructions", "mov", "--spare", "1")]
    [InlineData("shorten-impossible.txt", Swap, "--instructions", "mov")]
    public void The_report_reads_well(string approved, string path, params string[] options)
    {
        _folder.Write("abs.cs", "static int Abs(int x) => x < 0 ? -x : x;\n");
        var file = path == Swap ? Path.Combine(Repository.Root, path) : _folder.At(path);

        var (code, output, error) = Run([file, .. options]);

        Assert.Equal("", error);
        Assert.Equal(0, code);
        Approved.Matches(approved, Time().Replace(output, "TIME"));
    }

    [Theory]
    [InlineData("mov --spare 1", 3)]
    [InlineData("xor", 3)]
    [InlineData("mov,xor,add,sub", 3)]
    [InlineData("xchg", 1)]
    public void A_swap_has_the_lengths_of_the_textbook(string instructions, int length)
    {
        var (code, output, _) = Run([Path.Combine(Repository.Root, Swap), "--json", "--instructions", .. instructions.Split(' ')]);

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("isShortest").GetBoolean());
        Assert.Equal(length, json.RootElement.GetProperty("nothingBelow").GetInt32());
        Assert.Equal(length, json.RootElement.GetProperty("shortest").GetProperty("length").GetInt32());
        Assert.True(json.RootElement.GetProperty("tests").GetArrayLength() > 1);
    }

    [Fact]
    public void The_budget_may_end_before_there_is_an_answer()
    {
        var file = _folder.Write("ones.cs", "static uint Ones(uint x) => uint.PopCount(x);\n");

        // On a busy machine not even the shortest ones are through after a second.
        var (code, output, _) = Run([file, "--budget", "6 s"]);

        Assert.Equal(2, code);
        Assert.Contains("? undecided: none of up to", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static double F(double x) => x;", "The parameter 'x' is of type double.")]
    [InlineData("static int F(uint n) { var s = 0; while (n > 0) { s += 1; n &= n - 1; if (s > 40) n = 5; } return s; }", "It has a loop whose end depends on the input.")]
    [InlineData("static int F(int x) => x;\nstatic int G(int x) => x;", "Several functions could be meant: F, G.")]
    [InlineData("", "There is no function in this file.")]
    [InlineData("static int F(int x) => y;", "CS0103")]
    public void What_cannot_be_shortened_is_refused(string text, string message)
    {
        var (code, output, error) = Run([_folder.Write("f.cs", text)]);

        Assert.Equal(3, code);
        Assert.Equal("", output);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--instructions", "addd", "'addd' is not known here.")]
    [InlineData("--spare", "many", "--spare: 'many' is not a number from 0 to 8.")]
    [InlineData("--max-length", "-1", "--max-length: '-1' is not a number from 0 to 30.")]
    [InlineData("--constants", "one", "'one' is no number of 32 bits.")]
    [InlineData("--budget", "soon", "'soon' is not a budget.")]
    [InlineData("--assume", "x >", "--assume:1:")]
    public void Options_that_make_no_sense_are_refused(string option, string value, string message)
    {
        var (code, _, error) = Run([_folder.Write("f.cs", "static int F(int x) => x;\n"), option, value]);

        Assert.Equal(3, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_holds_functions_of_both_kinds()
    {
        var file = _folder.Write("two.md", "# Two\n\n```csharp\nstatic int Twice(int x) => x + x;\n```\n\n```csharp\nstatic int Four(int x) => Twice(Twice(x));\n```\n\n```asm Zero(eax) -> (eax)\nmov edx, eax\nsub eax, edx\n```\n");

        Assert.Contains("shortest: 1 operation\n", Run([$"{file}#Twice"]).Output, StringComparison.Ordinal);
        Assert.Contains("shortest: 2 operations\n", Run([$"{file}#Four", "--constants", "0,1"]).Output, StringComparison.Ordinal);
        Assert.Contains("shortest: 1 instruction\n", Run([$"{file}#Zero"]).Output, StringComparison.Ordinal);
        Assert.Contains("Several functions could be meant: Twice, Four.", Run([$"{_folder.Write("cs.md", "```csharp\nstatic int Twice(int x) => x + x;\nstatic int Four(int x) => x * 4;\n```\n")}"]).Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Twice'?", Run([$"{file}#Twicer"]).Error, StringComparison.Ordinal);
        Assert.Contains("There is no function in this file.", Run([_folder.Write("none.md", "# Nothing\n")]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_missed()
    {
        var (code, _, error) = Run([_folder.At("none.cs")]);

        Assert.Equal(3, code);
        Assert.Contains("none.cs", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_assembly_is_a_file_that_can_be_shortened_again()
    {
        var file = _folder.Write("not.asm", "; Negated(eax) -> (eax)\nnot eax\ninc eax\n");
        using var json = JsonDocument.Parse(Run([file, "--json"]).Output);
        var shorter = _folder.Write("neg.asm", json.RootElement.GetProperty("shortest").GetProperty("text").GetString()!);

        var (code, output, _) = Run([shorter]);

        Assert.Equal(0, code);
        Assert.Contains("neg eax", output, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Run(string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = AssayTool.Run(["shorten", .. arguments], new Surroundings { Out = output, Error = error, Cancellation = TestContext.Current.CancellationToken });
        return (code, output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"[0-9.]+ m?s\b")]
    private static partial Regex Time();
}
