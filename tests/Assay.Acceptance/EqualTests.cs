using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class EqualTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ClaimDocument? _document;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_files_may_use_the_same_name()
    {
        var before = _folder.Write("before.cs", "static int F(int x) => x + x;\n");
        var after = _folder.Write("after.cs", "static int F(int x) => 2 * x;\n");

        var (code, _, _) = Tool().Run("equal", before, after, "--assume", "x > 0");

        Assert.Equal(0, code);
        Assert.Equal("Before.F, After.F", Equal());
        Assert.StartsWith("internal static class Before {\n", _document!.Blocks[0].Code.Text, StringComparison.Ordinal);
        Assert.Equal("x > 0", _document.Claims[0].Find("assume")?.Text);
    }

    [Fact]
    public void Parameters_may_be_declared_anew()
    {
        var file = _folder.Write("sum.cs", "static int F(int[] x) => x[0] + x[1];\n");

        Tool().Run("equal", file, file, "--for-all", "int[2] x");

        Assert.Equal("int[2] x", _document!.Claims[0].Find("for-all")?.Text);
    }

    [Fact]
    public void Lines_of_a_wrapped_file_keep_their_places()
    {
        var before = _folder.Write("before.cs", "// a comment\n  static int F(int x) => x;\n");

        Tool().Run("equal", before, before);

        var code = _document!.Blocks[0].Code;
        Assert.Equal($"{before}:2:3", code.At(code.Text.IndexOf("static int", StringComparison.Ordinal)).ToString());
    }

    [Theory]
    [InlineData("public static int F(int x) => G(x);\nprivate static int G(int x) => x;", "Before.F")]
    [InlineData("static int F(int x) => G(x);\nstatic int G(int x) => x;", "Before.F")]
    [InlineData("static int Before(int x) => x;", "Before_.Before")]
    [InlineData("class Before { public static int Before_(int x) => x; }", "Before_.Before.Before_")]
    [InlineData("namespace A { public class K { public static int F(int x) => x; } }", "Before.K.F")]
    public void The_function_that_is_meant_is_the_public_one_or_the_one_nobody_calls(string text, string name)
    {
        var file = _folder.Write("file.cs", text);

        Tool().Run("equal", file, file);

        Assert.StartsWith($"{name}, ", Equal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_candidates_are_named()
    {
        var file = _folder.Write("file.cs", "static int F(int x) => x;\nstatic int G(int x) => x;");

        var (code, output, _) = Tool().Run("equal", file, $"{file}#G");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("Several functions could be meant: F, G.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_can_be_chosen_by_its_name()
    {
        var file = _folder.Write("file.cs", "static int F(int x) => x;\nstatic int G(int x) => x;");

        Tool().Run("equal", $"{file}#F", $"{file}#G");

        Assert.Equal("Before.F, After.G", Equal());
    }

    [Fact]
    public void A_misspelt_function_is_met_with_the_nearest_one()
    {
        var file = _folder.Write("file.cs", "static int Largest(int x) => x;");

        var (_, output, _) = Tool().Run("equal", file, $"{file}#Lagrest");

        Assert.Contains("Did you mean 'Largest'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_functions_of_one_name_are_told_apart()
    {
        var before = _folder.Write("before.asm", "; Max(eax, ebx) -> (eax)\ncmp eax, ebx\n");
        var after = _folder.Write("after.s", "# Max(eax, ebx) -> (eax)\nmov eax, ebx\n");

        Tool().Run("equal", before, after);

        Assert.Equal("Max_before, Max_after", Equal());
        Assert.Equal("Max_before(eax, ebx) -> (eax)", _document!.Blocks[0].Info.Text);
        Assert.Equal($"{before}:2:1", _document.Blocks[0].Code.Start.ToString());
    }

    [Fact]
    public void An_assembly_file_needs_a_signature()
    {
        var file = _folder.Write("max.asm", "cmp eax, ebx\n");

        var (code, output, _) = Tool().Run("equal", file, file);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("max.asm:1:1: The first line must be a comment with the signature", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_of_one_file_are_compared_by_name()
    {
        var file = _folder.Write("both.cs", "static int F(int x) => x;\nstatic int G(int x) => x;");

        Tool().Run("equal", "F", "G", "--code", file);

        Assert.Equal("F, G", Equal());
    }

    [Fact]
    public void Bare_names_are_met_with_advice()
    {
        var (code, output, _) = Tool().Run("equal", "SomeFunctionHere", "AnotherFunctionHere");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("say with --code FILE where they are", output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_is_exit_code_1()
    {
        var file = _folder.Write("f.cs", "static int F(int x) => x;");
        var tool = new Tool(new FakeDomain { Decide = (_, _, _, _) => Samples.Answer(Samples.RefutedVerdict) });

        Assert.Equal(1, tool.Run("equal", file, file).Code);
    }

    [Fact]
    public void A_missing_assembly_is_a_problem()
    {
        var (code, output, _) = Tool().Run("equal", "--assembly", _folder.At("My.dll"), "A.F", "A.G");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("My.dll: There is no such file", output, StringComparison.Ordinal);
    }

    private string? Equal() => _document?.Claims[0].Find("equal")?.Text;

    private Tool Tool() => new(new FakeDomain { Understanding = (document, _) => _document = document });
}
