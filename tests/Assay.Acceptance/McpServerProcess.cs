using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Assay.Acceptance;

/// <summary>The built tool as a process that runs <c>assay mcp</c>, and a client that speaks with it.</summary>
internal sealed class McpServerProcess : IAsyncDisposable
{
    private readonly CancellationToken _ending;

    private McpServerProcess(McpClient client, CancellationToken ending) => (Client, _ending) = (client, ending);

    public McpClient Client { get; }

    /// <summary>The command line of the built tool, which stands beside the tests.</summary>
    public static string[] CommandLine(params string[] arguments) => [Path.Combine(AppContext.BaseDirectory, "assay.dll"), "mcp", .. arguments];

    public static async Task<McpServerProcess> Start(CancellationToken ending, params string[] arguments)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = CommandLine(arguments), Name = "assay" });
        return new McpServerProcess(await McpClient.CreateAsync(transport, new McpClientOptions { InitializationTimeout = TimeSpan.FromMinutes(2) }, null, ending), ending);
    }

    /// <summary>Calls a tool.</summary>
    public async Task<CallToolResult> Call(string tool, object inputs, IProgress<ProgressNotificationValue>? progress = null, CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_ending, cancellation);
        var given = inputs.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(inputs));
        return await Client.CallToolAsync(tool, given, progress, null, either.Token);
    }

    /// <summary>Calls a tool that refuses, and returns why, in one line.</summary>
    public async Task<string> Refusal(string tool, object inputs)
    {
        var result = await Call(tool, inputs);
        Assert.True(result.IsError, TextOf(result));
        return string.Join(' ', TextOf(result).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static string TextOf(CallToolResult result) => ((TextContentBlock)Assert.Single(result.Content)).Text;

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
