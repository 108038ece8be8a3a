using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class CallsFromCSharpTests
{
    [Fact]
    public void CSharp_calls_assembly_by_its_declaration_and_sees_its_results()
    {
        var pair = Asm.Read("Pair(eax, ecx) -> (eax, ecx)", "cmp eax, ecx\njle done\nxchg eax, ecx\ndone:");
        var fill = Asm.Read("Fill(byte[3] rdi, al) -> (rdi)", "mov [rdi], al\nmov [rdi + 2], al");
        var result = Run(
            "static int F(int a, byte b) { var (x, y) = Pair(a, 5); return 100 * x + 10 * y + Fill(new byte[3], (sbyte)b)[2]; }",
            [pair, fill], Asm.Int(7), Asm.Terms.Constant(3, 8));
        Assert.Equal(573, result.Value!.Value.Signed);
    }

    [Fact]
    public void A_division_in_assembly_throws_in_CSharp()
    {
        var divide = Asm.Read("Divide(eax, ecx) -> (eax)", "cdq\nidiv ecx");
        var result = Run("static int F(int a) => Divide(1, a);", [divide], Asm.Terms.Variable("a", Sort.BitVector(32)));
        Assert.Equal(("DivideByZeroException", "Divide, line 11"), (result.Faults[0].Exception, result.Faults[0].Where));
    }

    private static ExecutionResult Run(string code, AsmFunction[] functions, params Term[] arguments)
    {
        var text = new SourceText("test.cs", "test");
        text.Add($"static class {CilAssembly.DocumentClass} {{");
        foreach (var function in functions)
        {
            text.Add(function.Declaration);
        }

        text.Add(code + "}");
        List<CompilerError> errors = [];
        var cancellation = TestContext.Current.CancellationToken;
        using var assembly = CSharpCompiler.Create(isChecked: false).With([text], cancellation).Compile(errors, cancellation);
        Assert.Empty(errors);
        foreach (var function in functions)
        {
            assembly!.Externals[function.Name] = function;
        }

        var method = assembly!.Module.Types.SelectMany(type => type.Methods).Single(method => method.Name == "F");
        return new CilProgram(assembly, Asm.Terms, new ExecutionLimits()).Execute(method, arguments);
    }
}
