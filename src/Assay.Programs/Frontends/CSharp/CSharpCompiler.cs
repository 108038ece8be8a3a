using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>An error of the C# compiler, with the owner of the line that it is about.</summary>
internal sealed record CompilerError(object? Owner, Problem Problem);

/// <summary>Compiles C# text to an assembly that is read and never run.</summary>
internal static class CSharpCompiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    // The core library itself is the only reference: what claims may use lives there.
    private static readonly Lazy<MetadataReference> Core = new(ReadCore);

    /// <summary>Compiles, or says what is wrong.</summary>
    /// <param name="source">The text with its places.</param>
    /// <param name="isChecked">Whether arithmetic throws on overflow.</param>
    /// <param name="errors">Receives the errors; empty when an assembly comes back.</param>
    /// <param name="cancellation">Cancels.</param>
    public static CilAssembly? Compile(SourceText source, bool isChecked, List<CompilerError> errors, CancellationToken cancellation)
    {
        var tree = CSharpSyntaxTree.ParseText(source.ToString(), ParseOptions, "claim.cs", System.Text.Encoding.UTF8, cancellation);
        var compilation = CSharpCompilation.Create(
            "AssayClaims",
            [tree],
            [Core.Value],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Debug,
                checkOverflow: isChecked,
                allowUnsafe: false,
                concurrentBuild: false,
                generalDiagnosticOption: ReportDiagnostic.Suppress,
                deterministic: true));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
        if (!result.Success)
        {
            errors.AddRange(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => Translate(source, diagnostic)));
            return null;
        }

        // Metadata is read lazily, so the streams live as long as the assembly.
        return CilAssembly.Read(new MemoryStream(image.ToArray()), new MemoryStream(symbols.ToArray()), source.Map);
    }

    /// <summary>Makes the first real compilation faster by doing what every one needs.</summary>
    public static void WarmUp() => _ = Core.Value;

    private static CompilerError Translate(SourceText source, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan().StartLinePosition;
        var line = span.Line + 1;
        var message = diagnostic.GetMessage(null)
            .Replace(CilAssembly.DocumentClass + ".", string.Empty, StringComparison.Ordinal)
            .Replace($"'{CilAssembly.DocumentClass}'", "this document", StringComparison.Ordinal);
        return new CompilerError(
            source.OwnerOf(line),
            new Problem(source.Map(new Place("claim.cs", line, span.Character + 1)), $"{diagnostic.Id}: {message.TrimEnd('.')}."));
    }

    private static PortableExecutableReference ReadCore() => MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
}
