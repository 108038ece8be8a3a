using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>
/// Finds the assemblies that metadata refers to: the framework's, and those beside the user's own. Each reader has one of
/// its own, because metadata is read lazily and not made for several threads.
/// </summary>
/// <param name="folder">Where the user's assemblies lie, or null.</param>
internal sealed class AssemblyResolver(string? folder) : IAssemblyResolver
{
    private static readonly string CorePath = typeof(object).Assembly.Location;

    private readonly Dictionary<string, AssemblyDefinition> _known = [];
    private AssemblyDefinition? _core;

    /// <summary>The core library, where everything lives that claims may use.</summary>
    public AssemblyDefinition Core => _core ??= AssemblyDefinition.ReadAssembly(CorePath, new ReaderParameters { AssemblyResolver = this });

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters { AssemblyResolver = this });

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (name.Name == "System.Private.CoreLib")
        {
            return Core;
        }

        if (_known.TryGetValue(name.Name, out var known))
        {
            return known;
        }

        string[] folders = [folder ?? string.Empty, Path.GetDirectoryName(CorePath)!];
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

        _core?.Dispose();
    }
}
