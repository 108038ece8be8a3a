namespace Assay.Claims.Code;

/// <summary>One function out of a file, for comparing it with another.</summary>
/// <param name="Name">How statements call it.</param>
/// <param name="Block">The code that defines it.</param>
public sealed record FunctionFile(string Name, CodeBlock Block)
{
    /// <summary>Reads <c>FILE</c> or <c>FILE#Name</c>.</summary>
    /// <param name="path">The file, and the function when it has several.</param>
    /// <param name="wrapper">The class to wrap C# in, so that both files may use the same names.</param>
    public static (FunctionFile? Function, Problem? Problem) Read(string path, string wrapper)
    {
        ArgumentNullException.ThrowIfNull(path);
        var hash = File.Exists(path) ? -1 : path.LastIndexOf('#');
        var file = hash > 0 ? path[..hash] : path;
        var wanted = hash > 0 ? path[(hash + 1)..] : null;
        var (text, problem) = CodeFileReader.Text(file);
        if (text is null)
            return (null, problem);
        return CodeFileReader.IsCSharp(file) ? OfCSharp(file, text, wanted, wrapper) : OfAssembly(file, text, wanted);
    }

    /// <summary>The same function under another name, when it is assembly text; C# stands in classes of its own already.</summary>
    public FunctionFile Renamed(string name) =>
        Block.Language == "asm"
            ? new FunctionFile(name, new AssemblyFile(Block.Info, Block.Code).Renamed(name).ToBlock())
            : this;

    private static (FunctionFile?, Problem?) OfCSharp(string file, string text, string? wanted, string wrapper)
    {
        var parsed = CSharpFile.Parse(file, text);
        var (function, problem) = Choose(file, parsed.Functions, wanted);
        wrapper = parsed.WrapperName(wrapper);
        return function is null
            ? (null, problem)
            : (new FunctionFile($"{wrapper}.{function.Name}", parsed.ToBlock(wrapper)), null);
    }

    private static (FunctionFile?, Problem?) OfAssembly(string file, string text, string? wanted)
    {
        var (assembly, problem) = AssemblyFile.Parse(file, text);
        if (assembly is null)
            return (null, problem);
        return wanted is null || wanted == assembly.Name
            ? (new FunctionFile(assembly.Name, assembly.ToBlock()), null)
            : (null, Unknown(file, wanted, [assembly.Name]));
    }

    internal static (CSharpFunction? Function, Problem? Problem) Choose(string file, IReadOnlyList<CSharpFunction> functions, string? wanted)
    {
        if (functions.Count == 0)
            return (null, new Problem(Place.Whole(file), "There is no function in this file."));

        List<string> names = [.. functions.Select(function => function.Name)];
        if (wanted is null)
        {
            var chosen = Single(functions)
                ?? Single(functions.Where(function => function.IsPublic))
                ?? Single(functions.Where(function => !function.IsCalled));
            return chosen is null ? (null, Several(file, names)) : (chosen, null);
        }

        List<CSharpFunction> matching = [.. functions.Where(function => function.Name == wanted || function.SimpleName == wanted)];
        return matching switch
        {
            [var one] => (one, null),
            [] => (null, Unknown(file, wanted, names)),
            _ => (null, Several(file, [.. matching.Select(function => function.Name)])),
        };
    }

    private static CSharpFunction? Single(IEnumerable<CSharpFunction> functions) =>
        functions.Take(2).ToList() is [var only] ? only : null;

    internal static Problem Unknown(string file, string wanted, IReadOnlyCollection<string> names) =>
        new(Place.Whole(file), $"There is no function '{wanted}' in this file.", NearestSpelling.Advice(wanted, names));

    private static Problem Several(string file, IReadOnlyList<string> names) =>
        new(Place.Whole(file), $"Several functions could be meant: {string.Join(", ", names)}.", $"Choose one, as in: {file}#{names[0]}");
}
