using Assay.Claims;
using Assay.Claims.Code;

namespace Assay.Cli.Claims;

/// <summary>Reads the function that a path names: out of a file of code, or out of a claim document.</summary>
/// <param name="reader">Reads documents.</param>
internal sealed class OneFunction(ClaimDocumentReader reader)
{
    private const string Wrapper = "Original";

    /// <summary>The function, or what is wrong.</summary>
    public (FunctionFile? Function, Problem? Problem) Read(string path)
    {
        var hash = File.Exists(path) ? -1 : path.LastIndexOf('#');
        var file = hash > 0 ? path[..hash] : path;
        return Path.GetExtension(file).Equals(".md", StringComparison.OrdinalIgnoreCase) && File.Exists(file)
            ? DocumentFunctions.Find(reader.Read(file), hash > 0 ? path[(hash + 1)..] : null)
            : FunctionFile.Read(path, Wrapper);
    }
}
