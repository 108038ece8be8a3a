using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Cluster.Tests;

/// <summary>The real tool.</summary>
public sealed partial class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = NatsServer.Timeout)]
    public Task Workers_decide_what_one_machine_decides() => Run(server =>
    {
        using var worker = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "2").Joined();
        var many = _folder.Write("many.md", string.Join("\n\n", Enumerable.Range(1, 12).Select(i => $"```claim number-{i}\nfor-all: sbyte x\nclaim: (sbyte)(x + {i}) > x || x * {i} % 2 != 0\n```")));

        var (code, output, error) = Tool("check", many, _folder.Write("wrong.md", Wrong), "--no-store", "--on", server.Url);
        var (localCode, localOutput, localError) = Tool("check", many, _folder.At("wrong.md"), "--no-store");

        Assert.Equal(localCode, code);
        Assert.Equal(WithoutTimes(localOutput), WithoutTimes(output));

        // On a slow machine a worker may answer late, and then is said not to be there.
        Assert.Equal(localError, string.Concat(error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("assay: No worker", StringComparison.Ordinal)).Select(line => line + "\n")));
        var status = JsonDocument.Parse(Tool("cluster", "status", "--json", "--on", server.Url).Output).RootElement;
        Assert.True(status.GetProperty("workers")[0].GetProperty("done").GetInt32() > 10);
        Assert.Equal(0, status.GetProperty("queued").GetInt32());
    });

    [Fact(Timeout = NatsServer.Timeout)]
    public Task Who_is_told_to_end_takes_out_what_he_queued() => Run(server =>
    {
        using var check = ClusterProgram.Tool("check", _folder.Write("wrong.md", Wrong), "--no-store", "--on", server.Url);
        check.WaitFor(() => Queued() > 0);
        check.Terminate();

        Assert.Equal(130, check.Wait());
        Assert.Equal(0, Queued());
        Assert.DoesNotContain(Finished, check.Error, StringComparison.Ordinal);

        int Queued() => JsonDocument.Parse(Tool("cluster", "status", "--json", "--on", server.Url).Output).RootElement.GetProperty("queued").GetInt32();
    });

    [Fact(Timeout = NatsServer.Timeout)]
    public Task Who_is_told_to_end_hears_that_what_is_finished_stays() => Run(server =>
    {
        using var worker = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "2").Joined();
        using var check = ClusterProgram.Tool("check", _folder.Write("wrong.md", Wrong + Hard), "--no-store", "--on", server.Url);
        check.WaitFor(() => JsonDocument.Parse(Tool("cluster", "status", "--json", "--on", server.Url).Output).RootElement.GetProperty("runs") is { } runs && runs.GetArrayLength() > 0 && runs[0].GetProperty("done").GetInt32() > 0);
        check.Terminate();

        Assert.Equal(130, check.Wait());
        Assert.Contains(Finished, check.Error, StringComparison.Ordinal);
    });

    [Fact(Timeout = NatsServer.Timeout)]
    public Task Status_shows_workers_and_what_waits() => Run(server =>
    {
        Assert.Contains("none; start one: assay worker --join " + server.Url.Replace("//", "//USER:PASSWORD@", StringComparison.Ordinal), Tool("cluster", "status", "--on", server.Url.Replace("//", "//me:secret@", StringComparison.Ordinal)).Output, StringComparison.Ordinal);
        using var worker = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "3").Joined();

        var (code, output, _) = Tool("cluster", "status", "--on", server.Url);

        Assert.Equal(0, code);
        Assert.Contains("0/3", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        worker.Terminate();
        Assert.Equal(0, worker.Wait());
    });

    // Whoever may use the server can answer what he likes.
    private static readonly string[] Answers =
    [
        "null",
        "{}",
        """{"Role":"worker","Id":null,"Version":"","Tag":"","Processor":"","Seconds":1}""",
        """{"Role":"coordinator","Id":"\u001b[2J","Version":"","Tag":"","Processor":"","Seconds":1,"Total":9,"Rate":1e-300}""",
        """{"Role":"coordinator","Id":"x","Version":"","Tag":"","Processor":"","Seconds":1,"Total":-9,"Rate":-1}""",
        """{"Role":"worker","Id":"w","Version":"","Tag":"","Processor":"","Seconds":1,"Cores":1}""",
        """{"Role":"worker","Id":"y","Version":"","Tag":"","Processor":"","Seconds":1e999,"Cores":1}""",
        """{"Role":"worker","Id":"y","Version":"","Tag":"","Processor":"","Seconds":1,"Cores":1,"Rate":1e999}""",
        """{"Role":"worker","Id":"y","Version":"","Tag":"","Processor":"","Seconds":1,"Cores":1,"Rate":1e308}""",
        """{"Role":"worker","Id":"y","Version":"","Tag":"","Processor":"","Seconds":1,"Cores":1,"Rate":1.1e308}""",
        """{"Role":"worker","Id":"\ud800","Version":"","Tag":"","Processor":"","Seconds":1,"Cores":1}""",
        """{"Role":"coordinator","Id":"x","Version":"","Tag":"","Processor":"","Seconds":1,"Total":9,"Rate":1e999}""",
    ];

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Status_names_the_documents_of_a_run_whatever_others_say()
    {
        using var server = new NatsServer();
        await using var other = await Coordinator.JoinAsync(server);
        using var over = new CancellationTokenSource();
        var answering = Task.Run(() => StrangerTests.AnswerAsync(other, Answers, over.Token), CancellationToken.None);
        using var check = ClusterProgram.Tool("check", _folder.Write("wrong.md", Wrong), _folder.Write("wrong-too.md", Wrong), "--no-store", "--on", server.Url);
        await Task.Run(() => check.WaitFor(() => Tool("cluster", "status", "--on", server.Url).Output.Contains("wrong.md and 1 more", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        var (code, output, _) = Tool("cluster", "status", "--on", server.Url);
        var (jsonCode, json, _) = Tool("cluster", "status", "--on", server.Url, "--json");

        Assert.Equal((0, 0), (code, jsonCode));
        Assert.DoesNotContain('\u001b', output);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        var runs = JsonDocument.Parse(json).RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(2, runs.Count);
        Assert.Equal("w", Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("workers").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, Assert.Single(runs, run => run.GetProperty("about").GetString()!.EndsWith("wrong.md and 1 more", StringComparison.Ordinal)).GetProperty("secondsLeft").ValueKind);
        Assert.Equal(1e9, Assert.Single(runs, run => run.GetProperty("about").GetString()!.Length == 0).GetProperty("secondsLeft").GetDouble());
        check.Terminate();
        Assert.Equal(130, check.Wait());
        await over.CancelAsync();
        await answering;
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public Task A_collector_is_sent_times_and_counts_and_no_claims() => Run(server =>
    {
        using var collector = new Collector();
        (string, string)[] variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];
        using (var worker = ClusterProgram.ToolWith(variables, "worker", "--join", server.Url.Replace("//", "//me:secret@", StringComparison.Ordinal), "--cores", "1").Joined())
        {
            using var check = ClusterProgram.ToolWith(variables, "check", _folder.Write("wrong.md", Wrong), "--no-store", "--on", server.Url);
            Assert.Equal(3, check.Wait());
            worker.Terminate();
            Assert.Equal(0, worker.Wait());
        }

        var (traces, metrics) = (collector.Of("/v1/traces"), collector.Of("/v1/metrics"));
        Assert.All(["assay-worker", "assay-check", "trial", "run", "assay.trial.kind", "claim"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.Contains("assay.trial.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("assay.queue.depth", metrics, StringComparison.Ordinal);
        Assert.All(["secret", "x > 3", "too-large"], word => Assert.DoesNotContain(word, traces + metrics, StringComparison.Ordinal));
    });

    [Fact(Timeout = NatsServer.Timeout)]
    public Task A_model_that_only_workers_reach_is_asked_by_them() => Run(server =>
    {
        var asked = 0;
        using var endpoint = new ChatEndpoint((_, prompt) => $"{Interlocked.Increment(ref asked) * 0}{prompt.Length % 7}");
        var claim = _folder.Write("model.md", "```claim follows\ndomain: language-models\nmodel: endpoint\ntask: far = redefinition(depth: 1, distance: 2)\nclaim: share(far.right > 0) >= 0.9\nexpect: contradicted\nbudget: 100 s\n```\n");
        var (localCode, localOutput, _) = Tool("check", claim, "--no-store", "--endpoint", endpoint.Address, "--model", "parrot");
        Assert.Equal(0, localCode);
        Assert.True(asked > 0);
        asked = 0;
        using var general = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "1").Joined();
        using var worker = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "2", "--endpoint", endpoint.Address, "--model", "parrot").Joined();

        var (code, output, error) = Tool("check", claim, "--no-store", "--on", server.Url, "--model", "parrot");

        Assert.Equal("", error);
        Assert.Equal(0, code);
        Assert.Equal(Measured(localOutput), Measured(output));
        Assert.True(asked > 0);

        // How far the search for a smallest program comes within the budget depends on the machine.
        static string Measured(string report) => report[..report.IndexOf("confidence", StringComparison.Ordinal)];
    });

    [Fact(Timeout = NatsServer.Timeout)]
    public Task A_model_that_refuses_is_named_with_its_reason() => Run(server =>
    {
        var claim = _folder.Write("model.md", "```claim follows\ndomain: language-models\nmodel: endpoint\ntask: far = redefinition(depth: 1, distance: 2)\nclaim: share(far.right > 0) >= 0.9\n```\n");
        using var worker = ClusterProgram.Tool("worker", "--join", server.Url, "--cores", "1", "--endpoint", "http://127.0.0.1:1/v1", "--model", "parrot").Joined();

        var (code, output, error) = Tool("check", claim, "--no-store", "--on", server.Url, "--model", "parrot");

        Assert.Equal(3, code);
        Assert.Contains("nobody answers at that address.", string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("ModelException", output + error, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("check", "--on")]
    [InlineData("worker", "--join")]
    [InlineData("cluster", "--on")]
    public void Without_a_server_the_exit_code_is_3(string command, string option)
    {
        var (code, output, error) = Tool([command, .. command == "cluster" ? ["status"] : Array.Empty<string>(), option, "nats://me:secret@127.0.0.1:1", .. command == "check" ? [_folder.Write("a.md", Wrong)] : Array.Empty<string>()]);

        Assert.Equal(3, code);
        Assert.Equal("", output);
        Assert.Contains("No NATS server answers at nats://127.0.0.1:1.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_address_and_what_needs_one_machine_is_refused()
    {
        Assert.Contains("'host:4222' is no address of a NATS server. Write for example: nats://host:4222", Tool("worker", "--join", "host:4222").Error, StringComparison.Ordinal);
        var (code, _, error) = Tool("check", _folder.Write("a.md", Wrong), "--cross-check", "--on", "nats://127.0.0.1:1");
        Assert.Equal(3, code);
        Assert.Contains("--creds is for a server, and none is named: add --on URL.", Tool("check", _folder.At("a.md"), "--creds", "a.creds").Error, StringComparison.Ordinal);
        Assert.Contains("--cross-check need folders and solvers of one machine", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_says_that_its_machine_has_less_memory()
    {
        Assert.Contains("level=warn event=memory", Tool("worker", "--join", "nats://127.0.0.1:1", "--memory", "100000 GB").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("event=memory", Tool("worker", "--join", "nats://127.0.0.1:1", "--memory", "200 MB", "--cores", "1").Error, StringComparison.Ordinal);
    }

    private const string Finished = "What workers have finished stays on the server";

    private const string Hard = """


        ```claim factors
        for-all: ulong x, ulong y
        assume:  x > 1 && y > 1 && x < 4294967296 && y < 4294967296
        claim:   x * y != 10225909950378902383
        budget:  1 min
        ```
        """;

    private const string Wrong = """
        ```claim wrong-type
        for-all: int x
        claim:   x.Length > 3
        ```

        ```claim too-large
        for-all: int x
        claim:   x > 3
        expect:  refuted
        ```
        """;

    private static Task Run(Action<NatsServer> test) => Task.Run(() =>
    {
        using var server = new NatsServer();
        test(server);
    });

    private static (int Code, string Output, string Error) Tool(params string[] arguments)
    {
        using var tool = ClusterProgram.Tool(arguments);
        var code = tool.Wait();
        return (code, tool.Output, tool.Error);
    }

    // Also without the blanks that bring a time to the end of its line.
    private static string WithoutTimes(string text) => Blanks().Replace(Time().Replace(text, " (time)"), " ");

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@",? *(<1 ms|[0-9.]+ (ms|s)|[0-9]+ min [0-9]+ s)(?=\n|$)")]
    private static partial Regex Time();
}
