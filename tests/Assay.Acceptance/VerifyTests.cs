using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Certificates from the command line: where they go, and what is said about them.</summary>
public sealed class VerifyTests : IDisposable
{
    private const string Bounded = "```claim bounded\nfor-all: int x\nassume: x > 3\nassume: x < 100\nclaim: x * x > x\n```\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_proved_is_shown_with_its_assumptions()
    {
        var proofs = Certify();
        var (code, output) = RealTool.Run("verify", proofs);
        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Contains("    assume  x > 3\n    assume  x < 100\n    claim   x * x > x\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_claim_nothing_that_the_certificate_says_about_itself_is_shown()
    {
        var proofs = Certify();
        File.Delete(Path.Combine(proofs, "c-bounded", "claim.md"));
        var (code, output) = RealTool.Run("verify", proofs);
        Assert.Equal(ExitCodes.Undecided, code);
        Assert.DoesNotContain("x * x > x", output, StringComparison.Ordinal);
        Assert.Contains("There is no claim.md beside it", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Altered_numbers_of_variables_are_rejected()
    {
        var proofs = Certify();
        var file = Path.Combine(proofs, "c-bounded", "certificate.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace(" 17,", " 18,", StringComparison.Ordinal));
        var (code, output) = RealTool.Run("verify", proofs);
        Assert.Equal(ExitCodes.Differs, code);
        Assert.Contains("'variables'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_document_and_a_formula_without_its_proof_are_told_at_once()
    {
        var proofs = Certify();
        var (code, output) = RealTool.Run("verify", proofs, "--claim", Path.Combine(proofs, "gone.md"));
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.DoesNotContain("rejected", output, StringComparison.Ordinal);
        (code, output) = RealTool.Run("verify", Path.Combine(proofs, "c-bounded", "formula.cnf"));
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("Name its proof as well", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--certificate")]
    [InlineData("--smt2")]
    public void A_folder_that_cannot_be_written_is_no_fault_of_Assay(string option)
    {
        var file = _folder.Write("c.md", Bounded);
        foreach (var folder in (string[])[file, Path.Combine(file, "below"), ""])
        {
            var (code, output) = RealTool.Run("check", file, "--no-store", option, folder);
            Assert.Equal(ExitCodes.Unusable, code);
            Assert.Contains($"{option}: cannot write into '{folder}'", output, StringComparison.Ordinal);
        }
    }

    private string Certify()
    {
        var file = _folder.Write("c.md", Bounded);
        var proofs = Path.Combine(_folder.Root, "proofs");
        Assert.Equal(ExitCodes.AsExpected, RealTool.Run("check", file, "--no-store", "--certificate", proofs).Code);
        return proofs;
    }
}
