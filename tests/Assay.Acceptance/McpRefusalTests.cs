using System.Diagnostics;
using System.Text.Json;
using Assay.TestSupport;
using ModelContextProtocol;

namespace Assay.Acceptance;

/// <summary>What <c>assay mcp</c> refuses, and how it ends.</summary>
public sealed class McpRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Tool.Timeout)]
    public async Task Bad_input_is_answered_with_what_to_do()
    {
        await using var server = await McpServerProcess.Start(TestContext.Current.CancellationToken, "--budget", "30 s");

        Assert.Contains("Did you mean 'claim'?", await server.Refusal("check_claim", new { claims = "x" }), StringComparison.Ordinal);
        Assert.StartsWith("check_claim needs 'claim'", await server.Refusal("check_claim", new { claim = " " }), StringComparison.Ordinal);
        Assert.Equal("'claim' is to be a text.", await server.Refusal("check_claim", new { claim = 1 }));
        Assert.StartsWith("'claim' is longer than", await server.Refusal("check_claim", new { claim = new string('x', 1_100_000) }), StringComparison.Ordinal);
        Assert.StartsWith("budget: 'soon' is not a budget.", await server.Refusal("check_claim", new { claim = "claim: true", budget = "soon" }), StringComparison.Ordinal);
        Assert.Contains("more than this server allows, which is 30 s", await server.Refusal("equal", new { before = "static int F(int x) => x;", after = "static int F(int x) => x;", budget = "1 h" }), StringComparison.Ordinal);
        Assert.Contains("claim:1:1: Unknown key 'fro-all'.", await server.Refusal("check_claim", new { claim = "fro-all: int x\nclaim: x == x" }), StringComparison.Ordinal);
        Assert.Contains("before.cs", await server.Refusal("equal", new { before = "static int", after = "static int F(int x) => x;" }), StringComparison.Ordinal);
        Assert.Contains("is no name of a function", await server.Refusal("equal", new { before = "static int F(int x) => x;", before_name = "../F", after = "static int F(int x) => x;" }), StringComparison.Ordinal);
        Assert.Contains("takes the lines of one claim", await server.Refusal("weakest_assumption", new { claim = "```claim a\nclaim: true\n```" }), StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<McpProtocolException>(() => server.Call("prove_it", new { }));
        Assert.Contains("There are: check_claim, equal", unknown.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task Places_are_those_in_what_was_given()
    {
        await using var server = await McpServerProcess.Start(TestContext.Current.CancellationToken);
        const string Document = "# Two\n\n```claim a\nfor-all: int x\nclaim: F(x) == z\n```\n";
        const string Code = "\nstatic int F(int x) =>\n    x +;";

        Assert.Contains("claim:2:8: CS0103", await server.Refusal("check_claim", new { claim = "for-all: int x\nclaim: y == x" }), StringComparison.Ordinal);
        Assert.Contains("claim:5:16: CS0103", await server.Refusal("check_claim", new { claim = Document, code = "static int F(int x) => x;" }), StringComparison.Ordinal);
        Assert.Contains("code:3:8: CS1525", await server.Refusal("check_claim", new { claim = Document, code = Code }), StringComparison.Ordinal);
        Assert.Contains("code:2:1: ", await server.Refusal("check_claim", new { claim = "claim: Max(1, 2) == 2", code = "; Max(eax, ebx) -> (eax)\ncmpp eax, ebx" }), StringComparison.Ordinal);
        Assert.Contains("claim:1:10: CS0019", await server.Refusal("check_claim", new { claim = "  a <= b <= c" }), StringComparison.Ordinal);
        var refused = await server.Call("check_claim", new { claim = "for-all: int x\nclaim: y == x" });
        var problem = refused.StructuredContent!.Value.GetProperty("documents")[0].GetProperty("claims")[0].GetProperty("problems")[0];
        Assert.Equal(("claim", 2, 8), (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
    }

    [Theory(Timeout = Tool.Timeout)]
    [InlineData("tools/call", "")]
    [InlineData("tools/call", ",\"params\":[]")]
    [InlineData("tools/call", ",\"params\":{}")]
    [InlineData("tools/call", ",\"params\":{\"name\":5}")]
    [InlineData("tools/call", ",\"params\":{\"name\":\"check_claim\",\"arguments\":\"x\"}")]
    [InlineData("tools/call", ",\"params\":{\"name\":\"check_claim\",\"arguments\":{},\"_meta\":5}")]
    [InlineData("tools/list", ",\"params\":{\"cursor\":5}")]
    [InlineData("resources/read", "")]
    [InlineData("resources/read", ",\"params\":{\"uri\":5}")]
    public async Task Parameters_of_another_form_are_the_clients_error(string method, string parameters)
    {
        using var process = Start();
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await process.StandardInput.WriteLineAsync($"{{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"{method}\"{parameters}}}");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        JsonElement answer;
        do
            answer = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).RootElement;
        while (answer.GetProperty("id").GetInt32() != 2);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task No_value_is_taken_for_an_option()
    {
        await using var server = await McpServerProcess.Start(TestContext.Current.CancellationToken);

        foreach (var value in new[] { "--help", "--certificate=here", "--", "@file" })
        {
            var refusal = await server.Refusal("equal", new { before = "static int F(int x) => x;", after = "static int F(int x) => x;", assume = new[] { value } });
            Assert.Contains(" --assume:1:", refusal, StringComparison.Ordinal);
        }

        Assert.Contains("this server may read none", await server.Refusal("matrix", new { matrix = "--help" }), StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task Files_are_read_in_the_folder_that_the_user_named_and_nowhere_else()
    {
        var allowed = Directory.CreateDirectory(_folder.At("allowed")).FullName;
        File.WriteAllText(Path.Combine(allowed, "a.csv"), "1,2\n2,4\n");
        _folder.Write("secret.csv", "1,2\n2,4\n");
        const string Claim = "domain: matrices\ngiven: A = a.csv\nclaim: rank(A) == 1";
        await using var closed = await McpServerProcess.Start(TestContext.Current.CancellationToken);
        await using var open = await McpServerProcess.Start(TestContext.Current.CancellationToken, "--folder", allowed);

        Assert.Contains("this server may read none", await closed.Refusal("matrix", new { matrix = Path.Combine(allowed, "a.csv") }), StringComparison.Ordinal);
        Assert.Contains("this claim may read none", await closed.Refusal("check_claim", new { claim = Claim }), StringComparison.Ordinal);
        Assert.Contains("leads out of the folder", await open.Refusal("matrix", new { matrix = "../secret.csv" }), StringComparison.Ordinal);
        Assert.Contains("leads out of the folder", await open.Refusal("matrix", new { matrix = _folder.At("secret.csv") }), StringComparison.Ordinal);
        Assert.Contains("leads out of the folder", await open.Refusal("check_claim", new { claim = Claim.Replace("a.csv", "../secret.csv", StringComparison.Ordinal) }), StringComparison.Ordinal);
        Assert.Contains("rank      1 of 2", McpServerProcess.TextOf(await open.Call("matrix", new { matrix = "a.csv" })), StringComparison.Ordinal);
        Assert.StartsWith("✓ proved", McpServerProcess.TextOf(await open.Call("check_claim", new { claim = Claim })), StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task Standard_output_holds_the_protocol_only_and_the_process_ends_with_its_input()
    {
        using var process = Start();
        foreach (var line in new[]
        {
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""",
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            "this is no message",
            """{"jsonrpc":"2.0","id":2,"method":"ping"}""",
        })
            await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var ids = new List<int>();
        while (!ids.Contains(2))
        {
            using var message = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
            if (message.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number)
                ids.Add(id.GetInt32());
        }

        // A call that would go on for two minutes is running when the client goes.
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"check_claim","arguments":{"budget":"2 min","claim":"for-all: ulong a, ulong b\nassume: a > 1 && b > 1 && a < 4294967296 && b < 4294967296\nclaim: a * b != 18446743979220271189"}}}""");
        var sinceGone = Stopwatch.StartNew();
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.True(sinceGone.Elapsed < TimeSpan.FromSeconds(100), "It went on after its client had gone.");
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in McpServerProcess.CommandLine())
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
