using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class ProveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ClaimDocument? _document;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_become_the_entries_of_a_claim()
    {
        var (code, _, _) = Tool(Samples.ProvedVerdict).Run(
            "prove", "a + b > a", "--for-all", "int a", "--for-all", "int b", "--assume", "b > 0", "--assume", "a < 9", "--arithmetic", "checked");

        var claim = Assert.Single(_document!.Claims);
        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Equal("int a,\nint b", claim.Find("for-all")?.Text);
        Assert.Equal(["b > 0", "a < 9"], claim.All("assume").Select(text => text.Text));
        Assert.Equal("a + b > a", claim.Find("claim")?.Text);
        Assert.Equal("checked", claim.Find("arithmetic")?.Text);
    }

    [Fact]
    public void Places_name_the_option_and_count_its_values()
    {
        Tool(Samples.ProvedVerdict).Run("prove", "a > b", "--for-all", "int a", "--for-all", "int b", "--assume", "a > 1", "--assume", "b < 1");

        var claim = Assert.Single(_document!.Claims);
        Assert.Equal("--for-all:1:5", claim.Find("for-all")!.At(4).ToString());
        Assert.Equal("--for-all:2:1", claim.Find("for-all")!.At(7).ToString());
        Assert.Equal("--assume:2:3", claim.All("assume").Last().At(2).ToString());
        Assert.Equal("STATEMENT:1:1", claim.Find("claim")!.Start.ToString());
    }

    [Theory]
    [InlineData("proved", 0)]
    [InlineData("refuted", 1)]
    [InlineData("undecided", 2)]
    public void The_exit_code_is_the_answer(string outcome, int expected)
    {
        Verdicts.Verdict verdict = outcome switch
        {
            "proved" => Samples.ProvedVerdict,
            "refuted" => Samples.RefutedVerdict,
            _ => Samples.UndecidedVerdict,
        };

        var (code, output, _) = Tool(verdict).Run("prove", "x > 1", "--for-all", "int x");

        Assert.Equal(expected, code);
        Assert.Contains(outcome, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_itself_replays_a_statement_and_nothing_is_kept()
    {
        var (_, output, _) = Tool(Samples.RefutedVerdict).Run("prove", "x > 1", "--for-all", "int x");

        Assert.Contains("replay    assay prove 'x > 1' --for-all 'int x'", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(".assay"));
    }

    [Fact]
    public void Code_comes_from_CSharp_assembly_and_claim_documents()
    {
        var csharp = _folder.Write("max.cs", "using System;\nnamespace Mine;\npublic static class Maths { public static int Max(int a, int b) => a > b ? a : b; }\n");
        var assembly = _folder.Write("max.asm", "; Greater(eax, ebx) -> (eax)\ncmp eax, ebx\ncmovl eax, ebx\n");
        var document = _folder.Write("max.md", "# Prose\n\n```csharp\nstatic int One() => 1;\n```\n");

        Tool(Samples.ProvedVerdict).Run("prove", "true", "--code", csharp, "--code", assembly, "--code", document);

        Assert.Equal(["csharp", "asm", "csharp"], _document!.Blocks.Select(block => block.Language));
        Assert.Equal("Greater(eax, ebx) -> (eax)", _document.Blocks[1].Info.Text);
        Assert.DoesNotContain("using", _document.Blocks[0].Code.Text, StringComparison.Ordinal);
        Assert.Equal($"{csharp}:3:1", _document.Blocks[0].Code.Places[2].ToString());
    }

    [Fact]
    public void A_missing_code_file_is_a_problem_and_nothing_is_decided()
    {
        var (code, output, _) = Tool(Samples.ProvedVerdict).Run("prove", "true", "--code", _folder.At("nowhere.cs"));

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("nowhere.cs: There is no such file", output, StringComparison.Ordinal);
        Assert.Null(_document);
    }

    [Theory]
    [InlineData("for-all", "--for-all")]
    [InlineData("assume", "--assume")]
    [InlineData("witness", "--witness")]
    public void An_option_without_text_is_a_problem(string key, string option)
    {
        var (code, output, _) = Tool(Samples.ProvedVerdict).Run("prove", "true", option, " ");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains($"{option}:1:1: '{key}' has no text.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_kind_of_arithmetic_is_met_with_the_nearest()
    {
        var (code, _, error) = Tool(Samples.ProvedVerdict).Run("prove", "true", "--arithmetic", "chekced");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("Did you mean 'checked'?", error, StringComparison.Ordinal);
    }

    private Tool Tool(Verdicts.Verdict verdict) => new(new FakeDomain
    {
        Decide = (_, _, _, _) => Samples.Answer(verdict),
        Understanding = (document, _) => _document = document,
    });
}
