using System.Net;
using System.Text.Json;

namespace Assay.Server.Tests;

public sealed class RunTests(SharedServer server)
{
    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_claim_is_run_and_watched()
    {
        var id = await server.Client.Submit(AssayClient.Small());
        var events = await server.Client.Follow(id).ToListAsync();
        Assert.Equal("adds-1", events.Single(happening => happening.Name == "settled").Data.GetProperty("verdict").GetProperty("name").GetString());
        Assert.Equal("ended", events[^1].Name);
        Assert.Equal("done", events[^1].Data.GetProperty("state").GetString());
        Assert.Equal(events.Select(happening => happening.Id).Order(), events.Select(happening => happening.Id));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_run_that_has_just_ended_can_still_be_followed_until_it_is_forgotten()
    {
        var id = (await server.Client.Decide(AssayClient.Small(3))).GetProperty("id").GetString()!;
        var events = await server.Client.Follow(id).ToListAsync();
        Assert.Equal(["settled", "ended"], events.Select(happening => happening.Name).Where(name => name is not ("state" or "progress")));
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Get, $"/api/runs/{id}/events", events[^1].Id));
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Delete, $"/api/runs/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Get, $"/api/runs/{id}/events"));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task The_history_holds_the_text_the_verdict_when_and_by_which_version()
    {
        var run = await server.Client.Decide(AssayClient.Small(2));
        Assert.Equal(AssayClient.Small(2), run.GetProperty("text").GetString());
        Assert.Equal("proved", run.GetProperty("verdicts")[0].GetProperty("word").GetString());
        Assert.Contains("class=\"claim\"", run.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+$", run.GetProperty("version").GetString()!);
        Assert.True(DateTimeOffset.UtcNow - run.GetProperty("at").GetDateTimeOffset() < TimeSpan.FromMinutes(5));
        using var list = await server.Client.Get("/api/runs");
        Assert.Contains((await AssayClient.Json(list)).EnumerateArray(), kept => kept.GetProperty("title").GetString() == "Claim 2");
        using var report = await server.Client.Get($"/api/runs/{run.GetProperty("id").GetString()}/report");
        Assert.Equal("assay-report/1", (await AssayClient.Json(report)).GetProperty("schema").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task What_could_not_be_decided_is_counted()
    {
        var run = await server.Client.Decide($"{AssayClient.Small(4)}\n```claim typo\nfor-all: int a\nclam: a == a\n```\n");
        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.Matches("^There (is 1 problem|are [0-9]+ problems) to repair.$", run.GetProperty("note").GetString()!);
        Assert.Equal(1, run.GetProperty("verdicts").GetArrayLength());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_claim_that_cannot_be_used_says_why_where_it_stands()
    {
        var run = await server.Client.Decide("```claim typo\nfor-all: int a\nclam: a == a\nclaim: true\n```\n\n```claim sum\nfor-all: int a\nclaim: a + 1\n```\n");
        var html = run.GetProperty("html").GetString()!;
        Assert.Contains("to be repaired before it can be decided:</p>\n<ul class=\"problems\">\n<li><code>claim.md:3:1</code>: Unknown key 'clam'.", html, StringComparison.Ordinal);
        Assert.Contains("<li><code>claim.md:9:8</code>: CS0029", html, StringComparison.Ordinal);
        Assert.StartsWith("line 9: CS0029: Cannot implicitly convert", Assert.Single(run.GetProperty("verdicts").EnumerateArray().ToList()).GetProperty("essence").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_text_without_a_claim_gets_one_that_can_be_run()
    {
        using var answer = await server.Client.Post("/api/look", "(a + b) / 2 <= b");
        var draft = (await AssayClient.Json(answer)).GetProperty("draft").GetProperty("text").GetString()!;
        Assert.Equal("```claim my-claim\nfor-all: int a, int b\nclaim:   (a + b) / 2 <= b\n```\n", draft);
        var run = await server.Client.Decide(draft);
        Assert.Equal("refuted", run.GetProperty("verdicts")[0].GetProperty("word").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_counterexample_comes_with_its_registers()
    {
        var run = await server.Client.Decide(Example("sorting-kernel"));
        var html = run.GetProperty("html").GetString()!;
        Assert.Contains("Counterexample: the smallest there is", html, StringComparison.Ordinal);
        Assert.Matches(@"line \d+: mov +edx, ecx", html);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Whoever_comes_back_is_told_what_he_missed()
    {
        var id = await server.Client.Submit(AssayClient.Small(3) + AssayClient.Slow);
        var before = new List<(long Id, string Name, JsonElement Data)>();
        await foreach (var happening in server.Client.Follow(id))
        {
            before.Add(happening);
            if (happening.Name == "settled")
                break;
        }

        // The connection is dropped here, and the run goes on.
        using var stop = await server.Client.Post($"/api/runs/{id}/cancel", "");
        var after = await server.Client.Follow(id, before[^1].Id).ToListAsync();
        Assert.DoesNotContain(after, happening => happening.Id <= before[^1].Id);
        Assert.True(after.Count == 0 || after[^1].Name == "ended");
        var run = await Ended(id);
        Assert.Equal("cancelled", run.GetProperty("state").GetString());
        Assert.Equal("adds-3", run.GetProperty("verdicts")[0].GetProperty("name").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Two_watch_the_same_run()
    {
        var id = await server.Client.Submit(AssayClient.Small(4));
        var both = await Task.WhenAll(server.Client.Follow(id).ToListAsync().AsTask(), server.Client.Follow(id).ToListAsync().AsTask());
        Assert.All(both, seen => Assert.Equal("ended", seen[^1].Name));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Fifty_small_claims_at_once_are_all_decided()
    {
        var runs = await Task.WhenAll(Enumerable.Range(100, 50).Select(number => server.Client.Decide(AssayClient.Small(number))));
        Assert.All(runs, run => Assert.Equal(("done", "proved"), (run.GetProperty("state").GetString(), run.GetProperty("verdicts")[0].GetProperty("word").GetString())));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_long_claim_of_one_does_not_stop_those_of_others()
    {
        string[] slow = [await server.Client.Submit(AssayClient.Slow, "greedy"), await server.Client.Submit(AssayClient.Slow, "greedy")];
        Assert.Equal("done", (await server.Client.Decide(AssayClient.Small(6))).GetProperty("state").GetString());
        Assert.Equal("waiting", (await server.Client.Run(slow[1])).GetProperty("state").GetString());
        foreach (var id in slow.Reverse())
        {
            using var answer = await server.Client.Post($"/api/runs/{id}/cancel", "");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_run_that_was_stopped_before_its_turn_says_so_and_one_that_is_forgotten_meanwhile_stays_so()
    {
        string[] slow = [await server.Client.Submit(AssayClient.Slow, "patient"), await server.Client.Submit(AssayClient.Slow, "patient")];
        using var answer = await server.Client.Post($"/api/runs/{slow[1]}/cancel", "");
        var run = await Ended(slow[1]);
        Assert.Equal(("cancelled", "It was stopped before the end."), (run.GetProperty("state").GetString(), run.GetProperty("note").GetString()));
        var following = server.Client.Follow(slow[0]).ToListAsync();
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Delete, $"/api/runs/{slow[0]}"));
        Assert.Equal("ended", (await following)[^1].Name);
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Get, $"/api/runs/{slow[0]}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Get, $"/api/runs/{slow[0]}/events"));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task What_is_forgotten_is_gone()
    {
        var run = await server.Client.Decide(AssayClient.Small(5));
        var path = $"/api/runs/{run.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Delete, path));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Get, path));
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Looking_says_what_has_to_be_repaired_and_where()
    {
        Assert.Empty(await server.Client.Look(AssayClient.Small()));
        var problems = await server.Client.Look("# T\n\n```claim c\nfor-al: int x\nclaim: x == x\n```\n\n```claim d\nfor-all: int x\nclaim: y == x\n```\n");
        Assert.Contains(problems, problem => (problem.GetProperty("line").GetInt32(), problem.GetProperty("message").GetString()) == (4, "Unknown key 'for-al'."));
        Assert.Contains(problems, problem => problem.GetProperty("line").GetInt32() == 10 && problem.GetProperty("message").GetString()!.Contains("'y'", StringComparison.Ordinal));
    }

    [Theory(Timeout = ServedTool.Timeout)]
    [InlineData("average")]
    [InlineData("equal-functions")]
    [InlineData("singular-matrix", "data:image/svg+xml")]
    [InlineData("training-curves", "data:image/svg+xml")]
    [InlineData("small-transformer")]
    public async Task Every_example_ends_as_it_expects(string name, string holds = "")
    {
        var run = await server.Client.Decide(Example(name));
        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.NotEmpty(run.GetProperty("verdicts").EnumerateArray());
        Assert.All(run.GetProperty("verdicts").EnumerateArray(), verdict => Assert.True(verdict.GetProperty("isExpected").GetBoolean(), verdict.ToString()));
        Assert.Contains(holds, run.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> Status(HttpMethod method, string path, long lastEvent = 0)
    {
        using var request = new HttpRequestMessage(method, path);
        if (lastEvent > 0)
            request.Headers.Add("Last-Event-ID", $"{lastEvent}");
        using var answer = await server.Client.Send(request);
        return answer.StatusCode;
    }

    private async Task<JsonElement> Ended(string id)
    {
        while (true)
        {
            var run = await server.Client.Run(id);
            if (!run.GetProperty("isLive").GetBoolean())
                return run;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static string Example(string name) => Server.Web.Example.All.Single(example => example.Name == name).Text;
}
