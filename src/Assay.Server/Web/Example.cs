using System.Text;

namespace Assay.Server.Web;

/// <summary>A document to start from.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Text">The document.</param>
internal sealed record Example(string Name, string Text)
{
    private const string Prefix = "examples/";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Example> All { get; } = [.. Read()];

    private static IEnumerable<Example> Read()
    {
        var assembly = typeof(Example).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");

            // The files are numbered in the order they are shown: 1-average.md.
            var name = resource[Prefix.Length..].Split('.')[0];
            yield return new Example(name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..], text);
        }
    }
}
