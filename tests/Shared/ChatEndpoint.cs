using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Assay.TestSupport;

/// <summary>An endpoint for chats whose models say what a test wants.</summary>
internal sealed class ChatEndpoint : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, string, string> _says;

    /// <summary>Starts it.</summary>
    /// <param name="says">The reply of a model, by its name, to a prompt.</param>
    public ChatEndpoint(Func<string, string, string> says)
    {
        _says = says;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var root = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        Address = root + "v1";
        _listener.Prefixes.Add(root);
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>What <c>--endpoint</c> names.</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var request = await JsonNode.ParseAsync(context.Request.InputStream);
            var model = (string)request!["model"]!;
            var reply = new JsonObject
            {
                ["id"] = "1",
                ["object"] = "chat.completion",
                ["created"] = 1,
                ["model"] = model,
                ["choices"] = new JsonArray(new JsonObject
                {
                    ["index"] = 0,
                    ["finish_reason"] = "stop",
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = _says(model, (string)request["messages"]!.AsArray()[^1]!["content"]!) },
                }),
                ["usage"] = new JsonObject { ["prompt_tokens"] = 50, ["completion_tokens"] = 1, ["total_tokens"] = 51 },
            };
            var bytes = Encoding.UTF8.GetBytes(reply.ToJsonString());
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }
}
