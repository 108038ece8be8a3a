using System.Text.Json.Nodes;

namespace Assay.Cli.Agents;

/// <summary>Something that a tool may be given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Meaning">What it says, in a sentence or two.</param>
internal sealed record AgentInput(string Name, AgentInputKind Kind, string Meaning)
{
    /// <summary>Whether a call without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its part of the tool's JSON schema.</summary>
    public JsonObject Schema()
    {
        var schema = Kind switch
        {
            AgentInputKind.Texts => new JsonObject { ["type"] = "array", ["items"] = Of("string") },
            AgentInputKind.Flag => Of("boolean"),
            AgentInputKind.Number => Of("integer"),
            AgentInputKind.Rows => new JsonObject { ["anyOf"] = new JsonArray(Of("string"), new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "array", ["items"] = Of("number") } }) },
            AgentInputKind.Column => new JsonObject { ["anyOf"] = new JsonArray(Of("string"), new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = new JsonArray(Of("number"), new JsonObject { ["type"] = "array", ["items"] = Of("number") }) } }) },
            _ => Of("string"),
        };
        schema["description"] = Meaning;
        return schema;
    }

    private static JsonObject Of(string type) => new() { ["type"] = type };
}
