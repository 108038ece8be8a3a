using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>The same front end on a method that was compiled elsewhere: here, with this test project.</summary>
public sealed class CompiledMethodTests
{
    public static int Average(int a, int b) => (a & b) + ((a ^ b) >> 1);

    [Fact]
    public void A_method_of_a_built_assembly_is_read()
    {
        var terms = new TermFactory();
        var result = Execute(terms, nameof(Average), terms.Constant(int.MaxValue, 32), terms.Constant(int.MaxValue - 2, 32));
        Assert.Equal(int.MaxValue - 1, result.Value!.Value.Signed);
    }

    private static ExecutionResult Execute(TermFactory terms, string name, params Term[] arguments)
    {
        using var assembly = CilAssembly.Open(typeof(CompiledMethodTests).Assembly.Location);
        var method = assembly.Module.GetType(typeof(CompiledMethodTests).FullName).Methods.Single(method => method.Name == name);
        return new CilProgram(assembly, terms, new ExecutionLimits()).Execute(method, arguments);
    }
}
