using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using static Assay.Acceptance.McpServerProcess;

namespace Assay.Acceptance;

/// <summary>What a coding agent gets from <c>assay mcp</c>.</summary>
public sealed class McpTests
{
    private const string Average = "for-all: int a, int b\nassume: a <= b\nclaim: (a + b) / 2 >= a";

    [Fact(Timeout = Tool.Timeout)]
    public async Task Tools_describe_themselves()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var tools = await server.Client.ListToolsAsync(new ListToolsRequestParams(), TestContext.Current.CancellationToken);
        var claims = await server.Client.ReadResourceAsync("assay://claims", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["check_claim", "equal", "weakest_assumption", "shorten", "matrix", "explain"], tools.Tools.Select(tool => tool.Name));
        Assert.All(tools.Tools, tool => Assert.False(tool.InputSchema.GetProperty("additionalProperties").GetBoolean()));
        Assert.All(tools.Tools.Where(tool => tool.Name != "explain"), tool => Assert.Equal("object", tool.OutputSchema!.Value.GetProperty("type").GetString()));
        Assert.StartsWith("# The claim language", ((TextResourceContents)Assert.Single(claims.Contents)).Text, StringComparison.Ordinal);
        Assert.Contains("undecided", server.Client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task A_claim_that_is_false_comes_back_with_its_smallest_counterexample()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var result = await server.Call("check_claim", new { claim = Average });

        var verdict = VerdictOf(result);
        Assert.Null(result.IsError is true ? TextOf(result) : null);
        Assert.Equal("refuted", verdict.GetProperty("outcome").GetString());
        Assert.Equal("a = 1073741824, b = 1073741824", verdict.GetProperty("counterexample").GetProperty("assignment").GetString());
        Assert.StartsWith("✗ refuted\n", TextOf(result), StringComparison.Ordinal);
        Assert.Contains("replay    assay prove '(a + b) / 2 >= a' --for-all 'int a, int b' --assume 'a <= b'\n", TextOf(result), StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task A_claim_may_speak_of_code_or_be_a_whole_document()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var withCode = await server.Call("check_claim", new { claim = "for-all: int x\nclaim: Twice(x) == 2 * x", code = "static int Twice(int x) => x << 1;", cross_check = true });
        var withAssembly = await server.Call("check_claim", new { claim = "for-all: int a, int b\nclaim: Max(a, b) >= a", code = "; Max(eax, ebx) -> (eax)\ncmp eax, ebx\ncmovl eax, ebx" });
        var document = await server.Call("check_claim", new { claim = "Two claims.\n\n```claim first\nfor-all: int x\nclaim: x == x\n```\n\n```claim second\nfor-all: int x\nclaim: x + 1 > x\n```\n" });

        Assert.Equal("proved", VerdictOf(withCode).GetProperty("outcome").GetString());
        Assert.Equal("proved", VerdictOf(withAssembly).GetProperty("outcome").GetString());
        Assert.Equal(1, document.StructuredContent!.Value.GetProperty("summary").GetProperty("proved").GetInt32());
        Assert.Equal(1, document.StructuredContent!.Value.GetProperty("summary").GetProperty("refuted").GetInt32());
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task What_is_not_settled_is_called_undecided()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var result = await server.Call("check_claim", new { claim = "for-all: ulong a, ulong b\nassume: a > 1 && b > 1 && a < 4294967296 && b < 4294967296\nclaim: a * b != 18446743979220271189\nbudget: 10 s", budget = "100 ms" });

        Assert.Equal("undecided", VerdictOf(result).GetProperty("outcome").GetString());
        Assert.StartsWith("? undecided", TextOf(result), StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task The_other_verbs_answer_as_on_the_command_line()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var equal = await server.Call("equal", new { before = "static int F(int x) => x / 2;", after = "static int G(int x) => x >> 1;" });
        var weakest = await server.Call("weakest_assumption", new { claim = "for-all: int a, int b\nclaim: Math.Max(a, b) + 1 > a", budget = "100 s" });
        var shorten = await server.Call("shorten", new { code = "static int F(int x) => -(-x - x);", budget = "100 s" });
        var matrix = await server.Call("matrix", new { matrix = new[] { new[] { 1, 2 }, [2, 4] }, over = new[] { "Z" } });
        var explain = await server.Call("explain", new { claim = Average });

        Assert.Equal("refuted", VerdictOf(equal).GetProperty("outcome").GetString());
        Assert.Equal("x = -1", VerdictOf(equal).GetProperty("counterexample").GetProperty("assignment").GetString());
        Assert.Contains("a != int.MaxValue && b != int.MaxValue", VerdictOf(weakest).GetProperty("finding").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("assay-shorten/1", SchemaOf(shorten));
        Assert.True(shorten.StructuredContent!.Value.GetProperty("isShortest").GetBoolean());
        Assert.True(matrix.StructuredContent!.Value.GetProperty("isSingular").GetBoolean());
        Assert.Contains("statement   (a + b) / 2 >= a", TextOf(explain), StringComparison.Ordinal);
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task A_statement_alone_and_plain_rows_of_numbers_are_understood()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var statement = await server.Call("check_claim", new { claim = "(a + b) / 2 <= b" });
        var weakest = await server.Call("weakest_assumption", new { claim = "x + 1 > x" });
        var rows = await server.Call("matrix", new { matrix = "1 2\n2 4" });
        var solved = await server.Call("matrix", new { matrix = "[1, 2], [3, 4]", solve = new[] { 1, 2 } });

        Assert.Contains("for-all   int a, int b", TextOf(statement), StringComparison.Ordinal);
        Assert.Equal("refuted", VerdictOf(statement).GetProperty("outcome").GetString());
        Assert.Equal("x != int.MaxValue", VerdictOf(weakest).GetProperty("finding").GetProperty("text").GetString());
        Assert.True(rows.StructuredContent!.Value.GetProperty("isSingular").GetBoolean());
        Assert.False(solved.StructuredContent!.Value.GetProperty("isSingular").GetBoolean());
    }

    // The files of a call are gone with it: a line that names them could not be run by anybody.
    [Fact(Timeout = Tool.Timeout)]
    public async Task A_command_line_to_see_it_again_needs_no_file_or_is_left_out()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var alone = TextOf(await server.Call("check_claim", new { claim = Average }));
        var withCode = TextOf(await server.Call("check_claim", new { claim = "for-all: int x\nclaim: F(x) == x", code = "static int F(int x) => x + 1;" }));
        var equal = TextOf(await server.Call("equal", new { before = "static int F(int x) => x / 2;", after = "static int G(int x) => x >> 1;" }));

        Assert.Contains("assay prove '(a + b) / 2 >= a' --for-all 'int a, int b' --assume 'a <= b'", string.Join(' ', alone.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.All(new[] { withCode, equal }, text => Assert.DoesNotContain("replay", text, StringComparison.Ordinal));
        Assert.All(new[] { withCode, equal }, text => Assert.StartsWith("✗ refuted", text, StringComparison.Ordinal));
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task Calls_that_run_at_once_do_not_mix()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        var calls = Enumerable.Range(1, 6).Select(number => server.Call("check_claim", new { claim = $"says: This is number {number}.\nfor-all: int x\nassume: x == {number}\nclaim: x * x == {number * number}" })).ToList();

        foreach (var (number, result) in (await Task.WhenAll(calls)).Index())
        {
            Assert.Equal("proved", VerdictOf(result).GetProperty("outcome").GetString());
            Assert.Equal([$"This is number {number + 1}."], TextOf(result).Split('\n').Where(line => line.Contains("This is number", StringComparison.Ordinal)).Select(line => line.Trim()));
        }
    }

    [Fact(Timeout = Tool.Timeout)]
    public async Task A_call_tells_its_progress_and_ends_when_it_is_cancelled()
    {
        await using var server = await Start(TestContext.Current.CancellationToken);

        // More calls than run at a time: the last call gets a place only if every one of them gives up its own.
        for (var i = 0; i < 2 + Environment.ProcessorCount; i++)
        {
            using var cancelled = new CancellationTokenSource();
            var progress = new First(cancelled);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Call("check_claim", new { claim = "for-all: ulong a, ulong b\nassume: a > 1 && b > 1 && a < 4294967296 && b < 4294967296\nclaim: a * b != 18446743979220271189", budget = "2 min" }, progress, cancelled.Token));
            Assert.NotNull(progress.Message);
        }

        Assert.Equal("refuted", VerdictOf(await server.Call("check_claim", new { claim = Average })).GetProperty("outcome").GetString());
    }

    private static JsonElement VerdictOf(CallToolResult result)
    {
        Assert.True(result.IsError is not true, TextOf(result));
        return Assert.Single(Assert.Single(result.StructuredContent!.Value.GetProperty("documents").EnumerateArray()).GetProperty("claims").EnumerateArray()).GetProperty("verdict");
    }

    private static string? SchemaOf(CallToolResult result) => result.StructuredContent!.Value.GetProperty("schema").GetString();

    private sealed class First(CancellationTokenSource source) : IProgress<ProgressNotificationValue>
    {
        public string? Message { get; private set; }

        public void Report(ProgressNotificationValue value)
        {
            Message = value.Message;
            source.Cancel();
        }
    }
}
