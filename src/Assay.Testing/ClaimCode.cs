using Assay.Claims;
using Assay.Claims.Code;
using Assay.Running;

namespace Assay.Testing;

/// <summary>Code that a claim is about.</summary>
internal sealed class ClaimCode
{
    private readonly string? _source;
    private readonly string _path = "";

    private ClaimCode(string? source, string path) => (_source, _path) = (source, path);

    /// <summary>Static C# methods.</summary>
    public static ClaimCode Text(string source) => new(source, "");

    /// <summary>Those of a file, named from the folder of the test's source.</summary>
    public static ClaimCode File(string path, string caller) => new(null, Path.Combine(Path.GetDirectoryName(caller) ?? "", path));

    /// <summary>Its blocks, and what is wrong with it.</summary>
    public (IReadOnlyList<CodeBlock> Blocks, IReadOnlyList<Problem> Problems) Read(ClaimDocumentReader reader)
    {
        if (_source is null)
            return BigStack.Run(() => new CodeFileReader(reader).Read(_path), RunOptions.DefaultGrace, CancellationToken.None);
        var lines = _source.ReplaceLineEndings("\n");
        var code = new ClaimText(lines, [.. lines.Split('\n').Select((_, i) => new Place("code", i + 1, 1))]);
        return ([new CodeBlock("csharp", ClaimText.Of("", new Place("code", 1, 1)), code)], []);
    }
}
