using System.Text.Json;
using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.Json;

/// <summary>One claim and what became of it.</summary>
internal static class JsonClaim
{
    public static void Write(Utf8JsonWriter json, ClaimResult result, string? replay)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Claim.Name);
        json.WritePlace(result.Claim.Place);
        json.WriteString("domain", result.Claim.Domain);
        json.WriteString("says", result.Claim.Says);
        Entries(json, result.Claim);
        json.WriteString("settlement", Kind(result.Settlement));
        json.WriteString("standing", Name(result.Standing));
        json.WriteString("expected", result.Expectation?.ToString());
        json.WriteSeconds("seconds", result.Elapsed);
        if (result.StoredAt is { } at)
            json.WriteString("storedAt", at);
        json.WriteString("replay", replay);
        Settlement(json, result.Settlement);
        json.WriteEndObject();
    }

    private static void Entries(Utf8JsonWriter json, Claim claim)
    {
        json.WriteStartArray("entries");
        foreach (var entry in claim.Entries)
        {
            json.WriteStartObject();
            json.WriteString("key", entry.Key);
            json.WriteString("text", entry.Value.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Settlement(Utf8JsonWriter json, Settlement settlement)
    {
        switch (settlement)
        {
            case Answered answered:
                JsonVerdict.Write(json, answered);
                break;
            case Unusable unusable:
                json.WriteProblems(unusable.Problems);
                break;
            case Faulted faulted:
                json.WriteStartObject("fault");
                json.WriteString("message", faulted.Message);
                json.WriteString("stack", faulted.Stack);
                json.WriteEndObject();
                break;
        }
    }

    private static string Kind(Settlement settlement) => settlement switch
    {
        Answered => "answered",
        Unusable => "unusable",
        Faulted => "faulted",
        _ => "interrupted",
    };

    private static string Name(Standing standing) => JsonNamingPolicy.CamelCase.ConvertName(standing.ToString());
}
