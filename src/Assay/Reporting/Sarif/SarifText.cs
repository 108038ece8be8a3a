using System.Text.Json;

namespace Assay.Reporting.Sarif;

/// <summary>Texts of messages, which SARIF reads for placeholders and links.</summary>
internal static class SarifText
{
    /// <summary>Writes a message that says just this.</summary>
    public static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Literal(text));
        json.WriteEndObject();
    }

    // Braces stand for placeholders (3.11.5), and [text](target) for a link (3.11.6).
    private static string Literal(string text) => text
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("](", "] (", StringComparison.Ordinal);
}
