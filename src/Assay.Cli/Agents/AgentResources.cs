using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Assay.Cli.Agents;

/// <summary>Documents that an agent may read to write claims.</summary>
internal static class AgentResources
{
    private const string Kind = "text/markdown";

    private static readonly (string Name, string Title)[] Documents =
    [
        ("claims", "The claim language"),
        ("csharp", "C#: what is supported, what is refused"),
        ("x86", "x86 assembly: signatures, instructions, memory"),
        ("matrix-claims", "Claims about matrices"),
    ];

    /// <summary>What there is.</summary>
    public static IEnumerable<Resource> List() =>
        Documents.Select(document => new Resource { Name = document.Name, Title = document.Title, Uri = Address(document.Name), MimeType = Kind });

    /// <summary>The text of one.</summary>
    /// <exception cref="McpProtocolException">There is none of this address.</exception>
    public static ReadResourceResult Read(string address)
    {
        var document = Documents.FirstOrDefault(document => Address(document.Name) == address);
        if (document.Name is null)
            throw new McpProtocolException($"There is no such resource. There are: {string.Join(", ", Documents.Select(one => Address(one.Name)))}.", McpErrorCode.ResourceNotFound);
        using var stream = typeof(AgentResources).Assembly.GetManifestResourceStream($"agents/{document.Name}.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new ReadResourceResult { Contents = [new TextResourceContents { Uri = address, MimeType = Kind, Text = reader.ReadToEnd() }] };
    }

    private static string Address(string name) => $"assay://{name}";
}
