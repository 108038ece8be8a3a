using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>Short C# texts in tests. The text stands in lines 10 and following of a document.</summary>
internal static class Code
{
    /// <summary>Demands that .NET, the interpreter and the unfolding all end a function F in the same way.</summary>
    /// <param name="members">Members of a class, with a static method F.</param>
    /// <param name="expected">The scalars of the result, separated by blanks, or the name of the exception.</param>
    /// <param name="arguments">Its arguments.</param>
    public static void Gives(string members, string expected, params object[] arguments)
    {
        using var compiled = new CompiledText(members);
        var (definition, runnable) = (compiled.Definition("F"), compiled.Runnable("F"));
        Assert.Equal(expected, Plain(Outcome.Run(runnable, arguments)));
        Assert.Equal(expected, Plain(Outcome.Interpret(compiled.Read, definition, arguments)));
        Assert.Equal(expected, Plain(Outcome.Unfold(compiled.Read, definition, arguments)(arguments)));
    }

    /// <summary>Demands that a function F of ints is refused, and gives the message with its line and column.</summary>
    public static string Refusal(string members)
    {
        var (method, program) = Read(members);
        using (program)
        {
            var terms = new TermFactory();
            var exception = Assert.Throws<UnsupportedException>(() => new CilProgram(program, terms, new ExecutionLimits())
                .Execute(method, [.. method.Parameters.Select(parameter => terms.Variable(parameter.Name, ClrTypes.Of(parameter.ParameterType, GenericScope.Empty).Sort(3)))]));
            return exception.Where is { } where ? $"{where.Line}:{where.Column} {exception.Message}" : exception.Message;
        }
    }

    /// <summary>The unfolding of a function F over variables.</summary>
    public static ExecutionResult Unfold(string members, TermFactory terms, ExecutionLimits? limits = null, bool isChecked = false)
    {
        var (method, program) = Read(members, isChecked);
        using (program)
        {
            return new CilProgram(program, terms, limits ?? new ExecutionLimits())
                .Execute(method, [.. method.Parameters.Select(parameter => terms.Variable(parameter.Name, ClrTypes.Of(parameter.ParameterType, GenericScope.Empty).Sort(3)))]);
        }
    }

    private static (Mono.Cecil.MethodDefinition Method, CilAssembly Program) Read(string members, bool isChecked = false)
    {
        var lines = members.Split('\n');
        var text = new SourceText("test.cs", "test");
        text.Add("using System; using System.Numerics; using System.Runtime.CompilerServices;");
        text.Add($"static class {CilAssembly.DocumentClass} {{");
        text.Add(new ClaimText(members, [.. lines.Select((_, i) => new Place("claim.md", 10 + i, 1))]));
        text.Add("}");
        List<CompilerError> errors = [];
        var program = CSharpCompiler.Create(isChecked).With([text], default).Compile(errors, default);
        Assert.Empty(errors);
        return (program!.Module.GetType(CilAssembly.DocumentClass).Methods.Single(method => method.Name == "F"), program);
    }

    // Values without their sorts, signed where they are vectors of a usual width.
    private static string Plain(string outcome) => string.Join(' ', outcome.Split(' ').Select(part =>
        part.Split(':') is ["bool", var truth] ? (truth == "1" ? "true" : "false")
        : part.Split(':') is [var sort, var bits] ? Value.SignExtend(UInt128.Parse(bits, null), int.Parse(sort.AsSpan(2), null)).ToString(null, null)
        : part));
}
