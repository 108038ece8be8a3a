using System.Text.Json.Nodes;

namespace Assay.Cli.Agents;

/// <summary>The JSON schemas of structured results, which are the reports that <c>--json</c> writes.</summary>
internal static class AgentSchemas
{
    /// <summary>Any report: <c>schema</c> names its format.</summary>
    public static JsonObject Report => Parse("""
        {
          "type": "object",
          "properties": {
            "schema": { "type": "string", "description": "The name and version of the format." },
            "leftOut": { "type": "string", "description": "Why the rest is not here." }
          },
          "required": ["schema"]
        }
        """);

    /// <summary>A report about claims, described in docs/json.md.</summary>
    public static JsonObject Claims => Parse("""
        {
          "type": "object",
          "properties": {
            "schema": { "type": "string" },
            "exitCode": { "type": "integer", "description": "0: all is as expected; 1: something is refuted; 2: something is undecided." },
            "interrupted": { "type": "boolean" },
            "summary": { "type": "object", "description": "How many claims are proved, refuted, undecided and so on." },
            "documents": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "claims": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "name": { "type": "string" },
                        "settlement": { "type": "string", "enum": ["answered", "unusable", "faulted", "interrupted"] },
                        "verdict": {
                          "type": "object",
                          "properties": {
                            "outcome": { "type": "string", "enum": ["proved", "refuted", "supported", "contradicted", "undecided"] },
                            "covers": { "type": ["string", "null"], "description": "What the answer covers." },
                            "reason": { "type": ["string", "null"] },
                            "counterexample": { "type": "object", "description": "The input that refutes, its minimality, and what happens there." },
                            "finding": { "type": "object", "description": "The weakest or a sufficient assumption: what, text, reason." },
                            "whatWouldHelp": { "type": ["string", "null"] }
                          }
                        }
                      }
                    }
                  }
                }
              }
            },
            "leftOut": { "type": "string", "description": "Why the rest is not here." }
          },
          "required": ["schema"]
        }
        """);

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
