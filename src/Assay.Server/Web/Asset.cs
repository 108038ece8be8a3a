using System.Text;
using Assay.Reporting.Html;

namespace Assay.Server.Web;

/// <summary>A file of the page. There are no others: a path that names none of them names nothing.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record Asset(string Type, byte[] Bytes)
{
    private const string Prefix = "page/";

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Asset> All { get; } = Read();

    private static Dictionary<string, Asset> Read()
    {
        var assembly = typeof(Asset).Assembly;
        var all = new Dictionary<string, Asset> { ["assay.css"] = new Asset("text/css; charset=utf-8", Encoding.UTF8.GetBytes(HtmlSite.StyleSheet())) };
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            all[resource[Prefix.Length..]] = new Asset(TypeOf(resource), bytes);
        }

        return all;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
