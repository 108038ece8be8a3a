using Assay.Claims;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>A compiled assembly that is read, never loaded.</summary>
internal sealed class CilAssembly : IDisposable
{
    /// <summary>The class that holds what a claim document defines.</summary>
    public const string DocumentClass = "AssayDocument";

    /// <summary>How the classes in it are named that hold claims; no user's class may be named so.</summary>
    public const string ClaimClassPrefix = "claim_";

    private readonly AssemblyDefinition _assembly;
    private readonly AssemblyResolver _resolver;
    private readonly Func<Place, Place>? _map;
    private readonly IReadOnlyDictionary<MethodDefinition, Place>? _places;

    private CilAssembly(AssemblyDefinition assembly, AssemblyResolver resolver, Func<Place, Place>? map, IReadOnlyDictionary<MethodDefinition, Place>? places = null)
    {
        _assembly = assembly;
        _resolver = resolver;
        _map = map;
        _places = places;
    }

    public ModuleDefinition Module => _assembly.MainModule;

    /// <summary>Functions that stand behind methods with this name and have no CIL.</summary>
    public Dictionary<string, IExternalFunction> Externals { get; } = [];

    /// <summary>Reads a compilation's output.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="symbols">Its portable symbols.</param>
    /// <param name="resolver">Finds the framework.</param>
    /// <param name="map">From places of the compiled text to places of the document.</param>
    public static CilAssembly Read(Stream image, Stream symbols, AssemblyResolver resolver, Func<Place, Place> map) => new(
        AssemblyDefinition.ReadAssembly(image, new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolStream = symbols,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
        }),
        resolver,
        map);

    /// <summary>An assembly that was put together here.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="places">Where each of its methods stands.</param>
    public static CilAssembly Built(AssemblyDefinition assembly, IReadOnlyDictionary<MethodDefinition, Place> places) =>
        new(assembly, new AssemblyResolver(null), null, places);

    /// <summary>Reads a user's own build; places come from its symbols when they lie beside it.</summary>
    public static CilAssembly Open(string path)
    {
        var resolver = new AssemblyResolver(Path.GetDirectoryName(Path.GetFullPath(path)));
        try
        {
            return new(AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = true }), resolver, null);
        }
        catch (Exception e) when (e is SymbolsNotFoundException or SymbolsNotMatchingException or NotSupportedException)
        {
            return new(AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver }), resolver, null);
        }
    }

    public TypeReference CoreType(string fullName) => _resolver.Core.MainModule.GetType(fullName);

    /// <summary>The place of an instruction, or of the closest one before it that has a place.</summary>
    public Place? PlaceOf(MethodDefinition method, Instruction instruction)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(method, out var known) ? known : null;
        }

        if (method.Module != Module || !method.DebugInformation.HasSequencePoints)
        {
            return null;
        }

        SequencePoint? best = null;
        foreach (var point in method.DebugInformation.SequencePoints)
        {
            if (!point.IsHidden && point.Offset <= instruction.Offset)
            {
                best = point;
            }
        }

        // Code that the compiler puts before the first statement stands for that statement.
        best ??= method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden);
        if (best is null)
        {
            return null;
        }

        var place = new Place(best.Document.Url, best.StartLine, best.StartColumn);
        return _map is null ? place : _map(place);
    }

    public void Dispose()
    {
        _assembly.Dispose();
        _resolver.Dispose();
    }
}
