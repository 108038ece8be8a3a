using Assay.Cli.Terminal;
using Assay.Reporting.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Assay.Cli.Agents;

/// <summary>A server of the Model Context Protocol on two streams, for one client.</summary>
/// <param name="limits">What calls may do.</param>
/// <param name="surroundings">Those of the process.</param>
internal sealed class AgentServer(AgentLimits limits, Surroundings surroundings) : IDisposable
{
    private const string Instructions = "Assay puts technical claims to the test. Before you state that code is correct, that a rewrite keeps the behaviour, that a formula holds for all inputs, that nothing shorter exists, or that a matrix is singular or not, check it with these tools. \"proved\" and \"refuted\" are certain for what they cover; \"undecided\" means that nothing is known. The resource assay://claims explains how claims are written.";

    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Serves until the input ends.</summary>
    /// <exception cref="OperationCanceledException">The user ended it.</exception>
    public async Task RunAsync(Stream input, Stream output)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Cancellation);
        var bounded = new BoundedInput(input, reason =>
        {
            if (reason is not null)
                surroundings.Error.WriteLine($"assay: {reason}");
            ended.Cancel();
        });
        await using var transport = new StreamServerTransport(bounded, output, "assay", null);
        await using var server = McpServer.Create(transport, Options(ended.Token), null, null);
        await server.RunAsync(surroundings.Cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private McpServerOptions Options(CancellationToken ended) => new()
    {
        ServerInfo = new Implementation { Name = "assay", Title = "Assay", Version = JsonReport.Version },
        ServerInstructions = Instructions,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability() },
        Filters = new McpServerFilters { Message = new McpMessageFilters { IncomingFilters = [AgentProtocol.Check] } },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. AgentTools.All.Select(tool => tool.Describe())] }),
            CallToolHandler = (request, cancellation) => CallAsync(request, ended, cancellation),
            ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = [.. AgentResources.List()] }),
            ReadResourceHandler = (request, _) => ValueTask.FromResult(AgentResources.Read(request.Params!.Uri)),
        },
    };

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken ended, CancellationToken cancellation)
    {
        var tool = AgentTools.All.FirstOrDefault(tool => tool.Name == request.Params!.Name)
            ?? throw new McpProtocolException($"There is no tool of this name. There are: {string.Join(", ", AgentTools.All.Select(tool => tool.Name))}.", McpErrorCode.InvalidParams);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ended);
        await using var progress = new AgentProgress(request.Server, request.Params!.ProgressToken);
        try
        {
            var inputs = new AgentInputs(tool, request.Params.Arguments);
            progress.Start();
            await _places.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                var call = new AgentCall(tool, limits, surroundings);
                return await Task.Factory.StartNew(() => call.Run(inputs, progress, either.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (AgentInputException exception)
        {
            return new CallToolResult { Content = [new TextContentBlock { Text = exception.Message }], IsError = true };
        }
    }
}
