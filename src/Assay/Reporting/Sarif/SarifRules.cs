using System.Text.Json;

namespace Assay.Reporting.Sarif;

/// <summary>The rules: one for each outcome, and for what has to be repaired.</summary>
internal static class SarifRules
{
    private static readonly (string Id, string Name, string Meaning)[] All =
    [
        ("proved", "ClaimProved", "The claim is true for everything in its scope; certain."),
        ("refuted", "ClaimRefuted", "The claim is false; certain."),
        ("supported", "ClaimSupported", "The claim was measured to hold, at a stated confidence."),
        ("contradicted", "ClaimContradicted", "The claim was measured not to hold, at a stated confidence."),
        ("undecided", "ClaimUndecided", "The claim was not settled within its budget."),
        ("unusable", "ClaimUnusable", "The claim has to be repaired before it can be decided."),
        ("problem", "DocumentProblem", "The document has to be repaired."),
    ];

    /// <summary>The place of a rule in the list.</summary>
    public static int IndexOf(string id) => Array.FindIndex(All, rule => rule.Id == id);

    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (var (id, name, meaning) in All)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteStartObject("shortDescription");
            json.WriteString("text", meaning);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
