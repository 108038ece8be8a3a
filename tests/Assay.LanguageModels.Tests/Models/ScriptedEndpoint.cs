using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Assay.LanguageModels.Tests.Models;

/// <summary>What the endpoint does with a request.</summary>
internal enum Deed
{
    Answer, TooMany, Fault, Stall, Drop, BrokenJson, WrongKey, NoModel, NoLogProbabilities,
}

/// <summary>An endpoint on this machine that follows a script, and keeps books about what it was asked.</summary>
internal sealed class ScriptedEndpoint : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<string, int, bool, Deed> _script;
    private readonly CancellationTokenSource _end = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _inFlight;

    /// <summary>Starts it; the script decides by the prompt, how often it came before, and whether log-probabilities are wanted.</summary>
    public ScriptedEndpoint(Func<string, int, bool, Deed> script)
    {
        _script = script;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1");
        }

        _listener = new HttpListener();
        _listener.Prefixes.Add($"http://127.0.0.1:{Address.Port}/");
        _listener.Start();
        _ = Listen();
    }

    public Uri Address { get; }

    public ConcurrentDictionary<string, int> Asked { get; } = new();

    public ConcurrentDictionary<string, int> Answered { get; } = new();

    public ConcurrentQueue<TimeSpan> Arrivals { get; } = new();

    public ConcurrentQueue<string?> Keys { get; } = new();

    public ConcurrentQueue<string> Bodies { get; } = new();

    public int MostInFlight { get; private set; }

    public TimeSpan Now => _clock.Elapsed;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => Serve(context));
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Serve(HttpListenerContext context)
    {
        Arrivals.Enqueue(_clock.Elapsed);
        var inFlight = Interlocked.Increment(ref _inFlight);
        lock (_clock)
            MostInFlight = Math.Max(MostInFlight, inFlight);
        var isCounted = true;
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(_end.Token);
            Bodies.Enqueue(body);
            Keys.Enqueue(context.Request.Headers["Authorization"]);
            using var json = JsonDocument.Parse(body);
            var prompt = json.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").ToString();
            var before = Asked.AddOrUpdate(prompt, 1, (_, times) => times + 1) - 1;
            var deed = _script(prompt, before, json.RootElement.TryGetProperty("logprobs", out var wanted) && wanted.GetBoolean());

            // Before the client can hear of it.
            await Task.Delay(5, _end.Token);
            if (deed is not Deed.Stall)
            {
                Interlocked.Decrement(ref _inFlight);
                isCounted = false;
            }

            await Do(deed, prompt, context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client is gone.
        }
        finally
        {
            if (isCounted)
                Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task Do(Deed deed, string prompt, HttpListenerContext context)
    {
        switch (deed)
        {
            case Deed.Stall:
                // The client gives up meanwhile; its place counts as free for it from then on.
                Interlocked.Decrement(ref _inFlight);
                await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => Interlocked.Increment(ref _inFlight), TaskScheduler.Default);
                break;
            case Deed.Drop:
                context.Response.ContentLength64 = 1000;
                await context.Response.OutputStream.WriteAsync("{\"id\":"u8.ToArray());
                context.Response.Abort();
                break;
            case Deed.TooMany:
                context.Response.AddHeader("Retry-After", "1");
                await Write(context, 429, """{"error":{"message":"slowly"}}""");
                break;
            case Deed.Fault:
                await Write(context, 500, "<html>oops</html>");
                break;
            case Deed.BrokenJson:
                await Write(context, 200, """{"id":"x","choices":[{"mess""");
                break;
            case Deed.WrongKey:
                await Write(context, 401, JsonSerializer.Serialize(new { error = new { message = $"wrong key {context.Request.Headers["Authorization"]}" } }));
                break;
            case Deed.NoModel:
                await Write(context, 404, JsonSerializer.Serialize(new { error = new { message = $"no model for {context.Request.Headers["Authorization"]}" } }));
                break;
            case Deed.NoLogProbabilities:
                await Write(context, 400, """{"error":{"message":"logprobs are not supported"}}""");
                break;
            default:
                Answered.AddOrUpdate(prompt, 1, (_, times) => times + 1);
                await Write(context, 200, Completion(prompt));
                break;
        }
    }

    private static string Completion(string prompt) => JsonSerializer.Serialize(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "m",
        system_fingerprint = "fp_1",
        choices = new[]
        {
            new
            {
                index = 0,
                finish_reason = "stop",
                message = new { role = "assistant", content = "re: " + prompt },
                logprobs = new { content = new[] { new { token = "re", logprob = -0.5, top_logprobs = new[] { new { token = "no", logprob = -2.0 }, new { token = "re", logprob = -0.5 } } } } },
            },
        },
        usage = new { prompt_tokens = 3, completion_tokens = 2, total_tokens = 5 },
    });

    private static async Task Write(HttpListenerContext context, int status, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = content.Length;
        await context.Response.OutputStream.WriteAsync(content);
        context.Response.Close();
    }
}
