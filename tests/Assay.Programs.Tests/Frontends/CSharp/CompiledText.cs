using System.Reflection;
using System.Runtime.Loader;
using Assay.Programs.Frontends.Cil;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>C# text compiled once, both to be read by the front end and to be run by .NET.</summary>
internal sealed class CompiledText : IDisposable
{
    private static readonly MetadataReference[] References =
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)];

    private readonly AssemblyLoadContext _context = new("CompiledText", isCollectible: true);
    private readonly Type _class;

    public CompiledText(string members, OptimizationLevel optimization = OptimizationLevel.Debug)
    {
        var text = $$"""
            using System; using System.Numerics; using System.Runtime.CompilerServices;
            public static class {{CilAssembly.DocumentClass}} {
            {{members}}
            }
            """;
        var compilation = CSharpCompilation.Create(
            "CompiledText" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), "text.cs", System.Text.Encoding.UTF8)],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, generalDiagnosticOption: ReportDiagnostic.Suppress));
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
        {
            var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            var line = text.Split('\n')[error.Location.GetLineSpan().StartLinePosition.Line];
            throw new InvalidOperationException($"{error}\n{line}");
        }

        image.Position = symbols.Position = 0;
        _class = _context.LoadFromStream(image).GetType(CilAssembly.DocumentClass)!;
        image.Position = 0;
        Read = CilAssembly.Read(image, symbols, new AssemblyResolver(null), place => place);
    }

    /// <summary>The text as the front end sees it.</summary>
    public CilAssembly Read { get; }

    public MethodDefinition Definition(string name) =>
        Read.Module.GetType(CilAssembly.DocumentClass).Methods.Single(method => method.Name == name);

    public MethodInfo Runnable(string name) =>
        _class.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

    public void Dispose()
    {
        Read.Dispose();
        _context.Unload();
    }
}
