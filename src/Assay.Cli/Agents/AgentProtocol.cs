using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Assay.Cli.Agents;

/// <summary>Refuses requests whose parameters do not have the form of the protocol, which are errors of the client and none of the server.</summary>
internal static class AgentProtocol
{
    /// <summary>Looks at every message before the server does.</summary>
    public static McpMessageHandler Check(McpMessageHandler next) => async (context, cancellation) =>
    {
        if (context.JsonRpcMessage is JsonRpcRequest request && Wrong(request) is { } reason)
            throw Refused(reason);
        try
        {
            await next(context, cancellation).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw Refused($"The parameters do not have the form of the protocol: {exception.Message}");
        }
    };

    private static string? Wrong(JsonRpcRequest request) => request.Method switch
    {
        RequestMethods.ToolsCall when Text(request.Params, "name") is null => "'params' is to be an object with the 'name' of a tool, and its 'arguments'.",
        RequestMethods.ToolsCall when request.Params!["arguments"] is not (null or JsonObject) => "'arguments' is to be an object.",
        RequestMethods.ResourcesRead when Text(request.Params, "uri") is null => "'params' is to be an object with the 'uri' of a resource.",
        _ when request.Params is not (null or JsonObject) => "'params' is to be an object.",
        _ => null,
    };

    private static string? Text(JsonNode? parameters, string name) =>
        parameters is JsonObject given && given[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static McpProtocolException Refused(string reason) => new(reason, McpErrorCode.InvalidParams);
}
