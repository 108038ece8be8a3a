using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Assay.Cli.Agents;

/// <summary>A command of <c>assay</c> that agents may use, with texts in the place of files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Meaning">What it does and when to use it.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Words">The command line that does it, after the texts were written into files of the call.</param>
internal sealed record AgentTool(string Name, string Title, string Meaning, IReadOnlyList<AgentInput> Inputs, Func<AgentInputs, AgentFiles, IReadOnlyList<string>> Words)
{
    /// <summary>The JSON schema of its structured results; null where it has none.</summary>
    public JsonObject? Output { get; init; }

    /// <summary>How it is described to a client.</summary>
    public Tool Describe() => new()
    {
        Name = Name,
        Title = Title,
        Description = Meaning,
        InputSchema = Element(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(Inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)input.Schema()))),
            ["required"] = new JsonArray([.. Inputs.Where(input => input.IsRequired).Select(input => (JsonNode)input.Name)]),
            ["additionalProperties"] = false,
        }),
        OutputSchema = Output is null ? null : Element(Output),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    private static JsonElement Element(JsonObject schema) => JsonSerializer.SerializeToElement(schema);
}
