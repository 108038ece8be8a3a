using Assay.Claims;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>A compiled assembly that is read, never loaded.</summary>
internal sealed class CilAssembly : IDisposable
{
    /// <summary>The class that holds what a claim document defines.</summary>
    public const string DocumentClass = "AssayDocument";

    private static readonly Lazy<AssemblyDefinition> CoreLibrary = new(() =>
        AssemblyDefinition.ReadAssembly(typeof(object).Assembly.Location, new ReaderParameters { AssemblyResolver = new CoreResolver(null) }));

    private readonly AssemblyDefinition _assembly;
    private readonly Func<Place, Place>? _map;

    private CilAssembly(AssemblyDefinition assembly, Func<Place, Place>? map)
    {
        _assembly = assembly;
        _map = map;
    }

    public ModuleDefinition Module => _assembly.MainModule;

    /// <summary>Functions that stand behind methods with this name and have no CIL.</summary>
    public Dictionary<string, IExternalFunction> Externals { get; } = [];

    /// <summary>Reads a compilation's output.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="symbols">Its portable symbols.</param>
    /// <param name="map">From places of the compiled text to places of the document.</param>
    public static CilAssembly Read(Stream image, Stream symbols, Func<Place, Place> map) => new(
        AssemblyDefinition.ReadAssembly(image, new ReaderParameters
        {
            AssemblyResolver = new CoreResolver(null),
            ReadSymbols = true,
            SymbolStream = symbols,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
        }),
        map);

    /// <summary>Reads a user's own build; places come from its symbols when they lie beside it.</summary>
    public static CilAssembly Open(string path)
    {
        var parameters = new ReaderParameters { AssemblyResolver = new CoreResolver(Path.GetDirectoryName(Path.GetFullPath(path))) };
        try
        {
            return new(AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = parameters.AssemblyResolver, ReadSymbols = true }), null);
        }
        catch (Exception e) when (e is SymbolsNotFoundException or SymbolsNotMatchingException or NotSupportedException)
        {
            return new(AssemblyDefinition.ReadAssembly(path, parameters), null);
        }
    }

    public TypeReference CoreType(string fullName) => CoreLibrary.Value.MainModule.GetType(fullName);

    /// <summary>The place of an instruction, or of the closest one before it that has a place.</summary>
    public Place? PlaceOf(MethodDefinition method, Instruction instruction)
    {
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

    public void Dispose() => _assembly.Dispose();

    // Everything of the framework that claims may use lives in the core library; other assemblies lie beside the user's.
    private sealed class CoreResolver(string? folder) : IAssemblyResolver
    {
        private readonly Dictionary<string, AssemblyDefinition> _known = [];

        public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters { AssemblyResolver = this });

        public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
        {
            if (name.Name == "System.Private.CoreLib")
            {
                return CoreLibrary.Value;
            }

            if (_known.TryGetValue(name.Name, out var known))
            {
                return known;
            }

            string[] folders = [folder ?? string.Empty, Path.GetDirectoryName(typeof(object).Assembly.Location)!];
            foreach (var candidate in folders.Where(candidate => candidate.Length > 0).Select(candidate => Path.Combine(candidate, name.Name + ".dll")))
            {
                if (File.Exists(candidate))
                {
                    return _known[name.Name] = AssemblyDefinition.ReadAssembly(candidate, parameters);
                }
            }

            throw new AssemblyResolutionException(name);
        }

        public void Dispose()
        {
            foreach (var assembly in _known.Values)
            {
                assembly.Dispose();
            }
        }
    }
}
