using Assay.Running;

namespace Assay.Claims.Code;

/// <summary>Reads code from files of its own: C#, assembly, or the blocks of a claim document.</summary>
/// <param name="reader">Reads claim documents.</param>
public sealed class CodeFileReader(ClaimDocumentReader reader)
{
    /// <summary>The blocks in the file, and what is wrong with it.</summary>
    public (IReadOnlyList<CodeBlock> Blocks, IReadOnlyList<Problem> Problems) Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetExtension(path).Equals(".md", StringComparison.OrdinalIgnoreCase) && File.Exists(path))
        {
            var document = reader.Read(path);
            return (document.Blocks, [.. document.Problems.Where(problem => problem.Claim is null)]);
        }

        var (text, problem) = Text(path);
        if (text is null)
            return ([], [problem!]);
        if (IsCSharp(path))
            return ([CSharpFile.Parse(path, text).ToBlock()], []);
        var (assembly, wrong) = AssemblyFile.Parse(path, text);
        return assembly is null ? ([], [wrong!]) : ([assembly.ToBlock()], []);
    }

    /// <summary>Whether the name is that of a C# file.</summary>
    internal static bool IsCSharp(string path) => Path.GetExtension(path).Equals(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a C# or assembly file.</summary>
    internal static (string? Text, Problem? Problem) Text(string path)
    {
        if (!File.Exists(path))
            return (null, NearestPath.Missing(path));
        if (!IsCSharp(path) && Path.GetExtension(path).ToLowerInvariant() is not (".asm" or ".s"))
            return (null, new Problem(Place.Whole(path), "Code can be read from files named *.cs, *.asm or *.s."));
        return DocumentBytes.Read(path, path);
    }
}
