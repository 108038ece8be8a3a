using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>An error of the C# compiler, with the owner of the text that it is about.</summary>
internal sealed record CompilerError(object Owner, Problem Problem)
{
    /// <summary>The name that does not exist and stands where a value does, or null.</summary>
    public string? MissingValue { get; init; }
}

/// <summary>Compiles C# text to an assembly that is read and never run.</summary>
internal sealed class CSharpCompiler
{
    private const int MostErrors = 20;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    // The core library itself is the only reference: what claims may use lives there.
    private static readonly Lazy<MetadataReference> Core = new(() => MetadataReference.CreateFromFile(typeof(object).Assembly.Location));

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<string, SourceText> _sources;
    private readonly AssemblyResolver _resolver;

    private CSharpCompiler(CSharpCompilation compilation, AssemblyResolver resolver, Dictionary<string, SourceText> sources)
    {
        _compilation = compilation;
        _resolver = resolver;
        _sources = sources;
    }

    /// <summary>A compiler without any text.</summary>
    /// <param name="isChecked">Whether arithmetic throws on overflow.</param>
    public static CSharpCompiler Create(bool isChecked) => new(
        CSharpCompilation.Create(
            "AssayClaims",
            [],
            [Core.Value],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Debug,
                checkOverflow: isChecked,
                allowUnsafe: false,
                concurrentBuild: false,
                generalDiagnosticOption: ReportDiagnostic.Suppress,
                deterministic: true)),
        new AssemblyResolver(null),
        []);

    /// <summary>The same with more text.</summary>
    public CSharpCompiler With(IEnumerable<SourceText> sources, CancellationToken cancellation)
    {
        List<SourceText> added = [.. sources];
        var trees = added.Select(source =>
            CSharpSyntaxTree.ParseText(source.ToString(), ParseOptions, source.Name, System.Text.Encoding.UTF8, cancellation));
        return new CSharpCompiler(
            _compilation.AddSyntaxTrees(trees),
            _resolver,
            new Dictionary<string, SourceText>(_sources.Concat(added.Select(source => KeyValuePair.Create(source.Name, source)))));
    }

    /// <summary>The class that holds what the document defines, or null when it defines nothing.</summary>
    public INamedTypeSymbol? DocumentType => _compilation.GetTypeByMetadataName(CilAssembly.DocumentClass);

    /// <summary>The syntax tree of a text and what its expressions mean.</summary>
    public (SyntaxNode Root, SemanticModel Meaning) Understand(string sourceName)
    {
        var tree = _compilation.SyntaxTrees.Single(tree => tree.FilePath == sourceName);
        return (tree.GetRoot(), _compilation.GetSemanticModel(tree));
    }

    /// <summary>Compiles, or says what is wrong.</summary>
    /// <param name="errors">Receives the errors; empty when an assembly comes back.</param>
    /// <param name="cancellation">Cancels.</param>
    public CilAssembly? Compile(ICollection<CompilerError> errors, CancellationToken cancellation)
    {
        if (TooDeep(cancellation) is { } tooDeep)
        {
            errors.Add(tooDeep);
            return null;
        }

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = _compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
        if (result.Success)
        {
            // Metadata is read lazily, so the streams live as long as the assembly.
            return CilAssembly.Read(new MemoryStream(image.ToArray()), new MemoryStream(symbols.ToArray()), _resolver, Map);
        }

        // Emitting stops early; all errors are wanted.
        var all = _compilation.GetDiagnostics(cancellation).Concat(result.Diagnostics)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .DistinctBy(diagnostic => (diagnostic.Id, diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan))
            .Select(Translate);
        foreach (var error in all.GroupBy(error => error.Owner, ReferenceEqualityComparer.Instance).SelectMany(owned => owned.Take(MostErrors)))
        {
            errors.Add(error);
        }

        return null;
    }

    private CompilerError? TooDeep(CancellationToken cancellation)
    {
        var node = _compilation.SyntaxTrees.Select(tree => SyntaxDepth.TooDeep(tree.GetRoot(cancellation))).FirstOrDefault(found => found is not null);
        if (node is null)
        {
            return null;
        }

        var (source, start) = (_sources[node.SyntaxTree.FilePath], node.GetLocation().GetLineSpan().StartLinePosition);
        return new CompilerError(source.Owner, new Problem(
            source.Map(start.Line + 1, start.Character + 1), $"This is nested more than {SyntaxDepth.Most} levels deep.", "Take it apart into functions."));
    }

    private Place Map(Place compiled) =>
        _sources.TryGetValue(compiled.File, out var source) ? source.Map(compiled.Line, compiled.Column) : compiled;

    private CompilerError Translate(Diagnostic diagnostic)
    {
        var slip = diagnostic.Location.SourceTree is { } tree ? ConditionSlips.Of(diagnostic, _compilation.GetSemanticModel(tree)) : null;
        var span = (slip?.Place ?? diagnostic.Location).GetLineSpan();
        var source = _sources.GetValueOrDefault(span.Path) ?? _sources.Values.First();
        var message = diagnostic.GetMessage(null)
            .Replace(CilAssembly.DocumentClass + ".", string.Empty, StringComparison.Ordinal)
            .Replace($"'{CilAssembly.DocumentClass}'", "this document", StringComparison.Ordinal);
        var place = source.Map(span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        return new CompilerError(source.Owner, new Problem(place, $"{diagnostic.Id}: {message.TrimEnd('.')}.", slip?.Advice ?? Advice(diagnostic))) { MissingValue = MissingValue(diagnostic) };
    }

    private string? Advice(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "CS0103" when TextOf(diagnostic) is var name && Holder(name) is { } holder => $"Write {holder.Name}.{name}.",
        "CS0103" when MissingValue(diagnostic) is null => "Give its code: in a csharp block of the document, or in a file with --code.",
        "CS0708" => "Make it static: write 'static' in front of it.",
        _ => null,
    };

    private static string? MissingValue(Diagnostic diagnostic) =>
        diagnostic is { Id: "CS0103", Location: { SourceTree: { } tree, SourceSpan: var span } } && tree.GetRoot().FindNode(span, getInnermostNodeForTie: true) is { Parent: not InvocationExpressionSyntax }
            ? TextOf(diagnostic)
            : null;

    private static string TextOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree ? tree.GetText().ToString(diagnostic.Location.SourceSpan) : string.Empty;

    // A class of the document that defines the name.
    private INamedTypeSymbol? Holder(string name) => DocumentType?.GetTypeMembers().FirstOrDefault(type => type.GetMembers(name).Length > 0);
}
