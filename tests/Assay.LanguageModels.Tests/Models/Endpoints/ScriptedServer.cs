using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Assay.LanguageModels.Models.Endpoints;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

/// <summary>An endpoint on this machine that answers by a script, and counts.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<ServerRequest, Task<ServerAnswer>> _script;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly Lock _lock = new();
    private int _underWay;

    public ScriptedServer(Func<ServerRequest, ServerAnswer> script)
        : this(request => Task.FromResult(script(request)))
    {
    }

    public ScriptedServer(Func<ServerRequest, Task<ServerAnswer>> script)
    {
        _script = script;
        (_listener, Address) = Listen();
        _ = Accept();
    }

    /// <summary>The address, up to the version.</summary>
    public Uri Address { get; }

    /// <summary>All requests, in the order of their arrival.</summary>
    public ConcurrentQueue<ServerRequest> Requests { get; } = new();

    /// <summary>How many were under way at a time; one that is left without an answer no longer counts.</summary>
    public int MostUnderWay { get; private set; }

    /// <summary>A model here, that hardly pauses before it asks again.</summary>
    public EndpointOptions Options { get => field ??= new(Address, "m") { Retries = new RetryOptions { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromSeconds(0.5), MostAttempts = 20 } }; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    // A port that was free a moment ago may be taken by now.
    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var root = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var listener = new HttpListener { Prefixes = { root } };
            try
            {
                listener.Start();
                return (listener, new Uri(root + "v1"));
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
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

            _ = Task.Run(() => Serve(context));
        }
    }

    private async Task Serve(HttpListenerContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            var prompt = Prompt(body.RootElement);
            var attempt = _attempts.AddOrUpdate(prompt, 1, (_, before) => before + 1);
            var request = new ServerRequest(prompt, attempt, body.RootElement.Clone(), context.Request.Headers["Authorization"], context.Request.Url!.AbsolutePath, Stopwatch.GetTimestamp());
            Requests.Enqueue(request);

            Count(1);
            var answer = await _script(request).WaitAsync(_end.Token);
            Count(-1);
            await answer.Send(context.Response, _end.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpListenerException or ObjectDisposedException or OperationCanceledException)
        {
            // Whoever asked has gone.
        }
    }

    private static string Prompt(JsonElement body)
    {
        if (body.TryGetProperty("prompt", out var raw))
            return raw.GetString()!;
        var content = body.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _underWay += change;
            MostUnderWay = Math.Max(MostUnderWay, _underWay);
        }
    }
}
