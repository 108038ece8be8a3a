using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.TestSupport;

namespace Assay.Server.Tests;

/// <summary>A real browser without a window, driven by the Chrome DevTools Protocol.</summary>
/// <remarks>Source: chromedevtools.github.io/devtools-protocol. A library would bring a runtime of its own for a dozen messages.</remarks>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private readonly SemaphoreSlim _sending = new(1);
    private int _last;

    private Chromium(Process process, TemporaryFolder profile) => (_process, _profile) = (process, profile);

    /// <summary>What the page complained about: errors, warnings, and what could not be loaded.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The browser of this machine, or null.</summary>
    public static string? Program { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>Starts it with one empty page of a width.</summary>
    internal static async Task<Chromium> StartAsync(int width, int height)
    {
        var profile = new TemporaryFolder();
        var process = Process.Start(new ProcessStartInfo(Program!, [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--remote-debugging-port=0", $"--user-data-dir={profile.Root}", "about:blank"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var address = "";
        while (!address.StartsWith("ws://", StringComparison.Ordinal))
            address = (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The browser did not start.")).Split(' ')[^1];
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        using var http = new HttpClient();
        var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{new Uri(address).Authority}/json")))!.AsArray();
        var browser = new Chromium(process, profile);
        await browser._socket.ConnectAsync(new Uri((string)targets.First(target => (string?)target!["type"] == "page")!["webSocketDebuggerUrl"]!), CancellationToken.None);
        _ = browser.ListenAsync();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await browser.Ask($"{domain}.enable");
        await browser.Ask("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
        return browser;
    }

    /// <summary>Makes its user one who prefers a dark or a light page.</summary>
    public Task Prefer(bool isDark) =>
        Ask("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });

    /// <summary>Opens an address and, where it is one of ours, waits until the page has put itself together.</summary>
    public async Task Open(Uri address, bool isPage = true)
    {
        await Ask("Page.navigate", new { url = address.AbsoluteUri });
        if (!isPage)
            return;
        await Until("document.readyState === 'complete' && document.querySelectorAll('#example_list button').length > 0 && document.getElementById('text_field').value !== ''");
    }

    /// <summary>The value of an expression, awaited.</summary>
    public async Task<JsonElement> Value(string expression)
    {
        var answer = await Ask("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var thrown), thrown.ToString());
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task Until(string expression)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while ((await Value($"!!({expression})")).ValueKind != JsonValueKind.True)
        {
            // What the page says instead tells more than that the time of the test is over.
            if (clock.ElapsedMilliseconds > ServedTool.Timeout * 3 / 4)
                Assert.Fail($"It does not come to {expression}. The page:\n{(await Value("document.body.innerText")).GetString()}");
            await Task.Delay(30, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses a key, as a person would.</summary>
    public async Task Press(string key, int code, bool isControl = false)
    {
        var text = key == "Enter" ? "\r" : "";
        foreach (var type in new[] { "keyDown", "keyUp" })
            await Ask("Input.dispatchKeyEvent", new { type, key, code = key, windowsVirtualKeyCode = code, modifiers = isControl ? 2 : 0, text = type == "keyDown" && !isControl ? text : "" });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        _sending.Dispose();
        _profile.Dispose();
    }

    private async Task<JsonElement> Ask(string method, object? parameters = null)
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        int id;
        lock (_asked)
            _asked[id = ++_last] = answer;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Hear(JsonDocument.Parse(message.ToArray()).RootElement);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // The browser was closed.
        }
    }

    private void Hear(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            TaskCompletionSource<JsonElement> asked;
            lock (_asked)
                _asked.Remove(id.GetInt32(), out asked!);
            asked.SetResult(message.TryGetProperty("result", out var result) ? result.Clone() : message.Clone());
            return;
        }

        var isComplaint = message.GetProperty("method").GetString() switch
        {
            "Runtime.exceptionThrown" or "Log.entryAdded" => true,
            "Runtime.consoleAPICalled" => message.GetProperty("params").GetProperty("type").GetString() is "error" or "warning" or "assert",
            _ => false,
        };
        if (isComplaint)
        {
            lock (Complaints)
                Complaints.Add(message.GetProperty("params").ToString());
        }
    }
}
