using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Assay.Server.Tests;

/// <summary>Asks a server as the page does.</summary>
public sealed class AssayClient(Uri address) : IDisposable
{
    /// <summary>A claim that takes as long as it may.</summary>
    public const string Slow = """
        ```csharp
        static int Spin(int x)
        {
            for (long i = 0; i < 1000000000000L; i++)
                x += (int)i * x;
            return x;
        }
        ```

        ```claim spins
        for-all: int x
        claim:   Spin(x) == 0
        budget:  1 h
        ```
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly HttpClient _http = new() { BaseAddress = address };

    public Uri Address => address;

    /// <summary>A small claim, another one for each number.</summary>
    public static string Small(int number = 1) => $"# Claim {number}\n\n```claim adds-{number}\nfor-all: int x\nclaim: x + {number} - {number} == x\n```\n";

    public Task<HttpResponseMessage> Send(HttpRequestMessage message) => _http.SendAsync(message, Stop);

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), Stop);

    public Task<HttpResponseMessage> Post(string path, string text) => _http.PostAsJsonAsync(path, new { text }, Stop);

    /// <summary>Submits a text.</summary>
    /// <returns>The name of its run.</returns>
    public async Task<string> Submit(string text, string tab = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Assay-Tab", tab);
        using var answer = await Send(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await Json(answer)).GetProperty("id").GetString()!;
    }

    /// <summary>Submits a text and waits for its end.</summary>
    public async Task<JsonElement> Decide(string text)
    {
        var id = await Submit(text);
        await foreach (var _ in Follow(id))
        {
        }

        return await Run(id);
    }

    /// <summary>What is known of a run.</summary>
    public async Task<JsonElement> Run(string id)
    {
        using var answer = await Get($"/api/runs/{id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Json(answer);
    }

    /// <summary>What has to be repaired in a text.</summary>
    public async Task<IReadOnlyList<JsonElement>> Look(string text)
    {
        using var answer = await Post("/api/look", text);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await Json(answer)).GetProperty("problems").EnumerateArray()];
    }

    /// <summary>The events of a run, from one on.</summary>
    public async IAsyncEnumerable<(long Id, string Name, JsonElement Data)> Follow(string id, long after = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{id}/events");
        if (after > 0)
            request.Headers.Add("Last-Event-ID", $"{after}");
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            yield break;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        var (number, name) = (0L, "");
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                number = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                yield return (number, name, JsonDocument.Parse(line[6..]).RootElement);
        }
    }

    public void Dispose() => _http.Dispose();

    public static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
}
