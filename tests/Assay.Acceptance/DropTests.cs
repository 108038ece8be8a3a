using System.Text.Json;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class DropTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_move_of_the_famous_kernel_may_go_exactly_when_ties_allow_it()
    {
        var (code, output) = RealTool.Run("drop", Path.Combine(Repository.Root, "gallery/programs/sorting-kernels.md") + "#Kernel", "--json");

        using var json = JsonDocument.Parse(output);
        var move = json.RootElement.GetProperty("instructions").EnumerateArray().Single(line => line.GetProperty("text").GetString() == "mov   eax, edx");
        Assert.Equal(0, code);
        Assert.Equal("needed", move.GetProperty("answer").GetString());
        var finding = move.GetProperty("verdict").GetProperty("finding");
        Assert.Equal("weakest assumption", finding.GetProperty("what").GetString());
        Assert.Equal(0, RealTool.Run("prove", $"({finding.GetProperty("text").GetString()}) == (ebx < ecx || eax <= ecx)", "--for-all", "int eax, int ebx, int ecx").Code);
    }

    [Fact]
    public void Nothing_may_go_from_the_kernel_of_the_paper()
    {
        var (code, output) = RealTool.Run("drop", Path.Combine(Repository.Root, "gallery/kernels/paper.txt"));

        Assert.Equal(0, code);
        Assert.Contains("✗  6  cmp   r2 r3".Replace("   ", " ", StringComparison.Ordinal), output, StringComparison.Ordinal);
        Assert.Contains("11 instructions: 0 may go, 11 are needed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_superfluous_may_go()
    {
        var file = _folder.Write("max.asm", "; Max(eax, ecx) -> (eax)\n  mov edx, eax\n  xor edx, edx ; never used\nhere: cmp eax, ecx\n  jge there\n  mov eax, ecx\nthere: ret\n");

        var (code, output) = RealTool.Run("drop", file);

        Assert.Equal(0, code);
        Assert.Contains("✓ 2  mov edx, eax  may go\n✓ 3  xor edx, edx  may go\n✗ 4  cmp eax, ecx  needed\n", output, StringComparison.Ordinal);
        Assert.Contains("5 instructions: 2 may go, 3 are needed, ", output, StringComparison.Ordinal);
        Assert.EndsWith("; each alone\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_an_assumption_more_may_go()
    {
        var file = _folder.Write("pair.txt", "mov s1 r1\ncmp r1 r2\ncmovg r1 r2\ncmovg r2 s1\n");

        Assert.Contains("✗ 3  cmovg r1 r2  needed\n     input     r1 = 1, r2 = 0\n", RealTool.Run("drop", file).Output, StringComparison.Ordinal);
        Assert.Contains("✗ 1  mov s1 r1    needed\n     input     r1 = 1, r2 = 0, s1 (never set) = 0x0\n               Kernel(r1, r2) = (0, 1)\n               Kernel_without_1(r1, r2) = (0, unknown)\n", RealTool.Run("drop", file).Output, StringComparison.Ordinal);
        Assert.Contains("may go    exactly if r1 <= r2", RealTool.Run("drop", file).Output, StringComparison.Ordinal);
        Assert.Contains("4 instructions: 3 may go", RealTool.Run("drop", file, "--assume", "r1 < r2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_may_ask_for_less_than_the_same_results()
    {
        var file = _folder.Write("half.asm", "; Half(eax, ecx) -> (eax, ecx)\ncmp eax, ecx\ncmovg eax, ecx\nmov ecx, eax\n");

        var (code, output) = RealTool.Run("drop", file, "--keep", "Half(a, b).Item1 == Math.Min(a, b)", "--for-all", "int a, int b");

        Assert.Equal(0, code);
        Assert.Contains("✓ 4  mov ecx, eax    may go\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("  but ", output, StringComparison.Ordinal);
        Assert.Contains("  but       the whole function does not keep that: a = 0, b = 1", RealTool.Run("drop", file, "--keep", "Half(a, b) == (a, b)", "--for-all", "int a, int b").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.asm", "cmp eax, ecx\nadd eax, ecx\n", "none.asm:1:1: The first line must be a comment with the signature")]
    [InlineData("bad.txt", "cmp r1 r2\ncmvol r1 r2\n", "bad.txt:2:1: There is no instruction 'cmvol' here.")]
    [InlineData("bad.asm", "; F(eax) -> (eax)\nnog eax\n", "bad.asm:2:1: There is no instruction 'nog' here.")]
    [InlineData("bare.asm", "; F(eax) -> (eax)\nret\n", "bare.asm:1:3: There is no instruction in F.")]
    [InlineData("words.md", "Only words.\n", "words.md: There is no assembly in this document.")]
    [InlineData("two.md", "```asm F(eax) -> (eax)\nneg eax\n```\n\n```asm G(eax) -> (eax)\nneg eax\n```\n", "two.md: Several functions could be meant: F, G.")]
    public void What_cannot_be_used_is_told_with_its_place(string name, string text, string problem)
    {
        var (code, output) = RealTool.Run("drop", _folder.Write(name, text));

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains(problem, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.StartsWith("! ", StringComparison.Ordinal) && line.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_name_or_assumption_is_told()
    {
        var file = _folder.Write("f.asm", "; Neg(eax) -> (eax)\nneg eax\n");

        Assert.Contains("Did you mean 'Neg'?", RealTool.Run("drop", file + "#Nge").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unusable, RealTool.Run("drop", file, "--assume", "exa > 0").Code);
        Assert.Equal(ExitCodes.Unusable, RealTool.Run("drop", file, "--keep", "true").Code);
        Assert.Equal(ExitCodes.Unusable, RealTool.Run("drop", _folder.At("g.asm")).Code);
    }
}
