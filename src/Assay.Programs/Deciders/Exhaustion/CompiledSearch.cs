using System.Reflection;
using System.Runtime.Loader;
using Assay.Programs.Terms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>A search over chunks of the inputs of a goal, compiled from generated vector text.</summary>
internal sealed class CompiledSearch : IDisposable
{
    private static readonly Lazy<MetadataReference> Core = new(() => MetadataReference.CreateFromFile(typeof(object).Assembly.Location));

    private readonly AssemblyLoadContext _context;
    private readonly Func<ulong, int> _chunk;

    private CompiledSearch(AssemblyLoadContext context, Func<ulong, int> chunk, int chunkBits, string text)
    {
        _context = context;
        _chunk = chunk;
        ChunkBits = chunkBits;
        Text = text;
    }

    /// <summary>The logarithm of the number of inputs in a chunk.</summary>
    public int ChunkBits { get; }

    /// <summary>The generated text.</summary>
    public string Text { get; }

    /// <summary>Compiles, or gives null where the terms cannot be written as vectors.</summary>
    public static CompiledSearch? TryCreate(InputIndex index, TermFactory terms, Term target, Term assumed, int chunkBits)
    {
        var (division, lowering) = (new NarrowDivision(terms), new Lowering(terms, VectorMachine.Lowering));
        var (loweredTarget, loweredAssumed) = (lowering.Of(division.Of(target)), lowering.Of(division.Of(assumed)));
        if (VectorMachine.TryFor(loweredTarget, loweredAssumed) is not { } machine)
        {
            return null;
        }

        var text = new VectorText(machine).Write(index, chunkBits, loweredTarget, loweredAssumed);
        var compilation = CSharpCompilation.Create(
            "AssayGenerated",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))],
            [Core.Value],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException("Generated code does not compile: " + result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("AssayGenerated", isCollectible: true);
        var method = context.LoadFromStream(image).GetType("Generated")!.GetMethod("Chunk", BindingFlags.Public | BindingFlags.Static)!;
        return new CompiledSearch(context, method.CreateDelegate<Func<ulong, int>>(), chunkBits, text);
    }

    /// <summary>Searches one chunk.</summary>
    /// <param name="start">The index of its first input; a multiple of the chunk's size.</param>
    /// <returns>Whether some input reaches the target, and whether some meets the assumption.</returns>
    public (bool Reached, bool Met) Search(ulong start)
    {
        var answer = _chunk(start);
        return ((answer & 1) != 0, (answer & 2) != 0);
    }

    public void Dispose() => _context.Unload();
}
