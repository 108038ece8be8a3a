using System.Diagnostics;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Endpoints;
using Xunit;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

public sealed class EndpointFaultTests
{
    private const int Queries = 80;

    private static readonly ServerAnswer[] Faults =
    [
        ServerAnswer.Error(429, "slower", retryAfter: "0.01"),
        ServerAnswer.Error(500, "a fault"),
        ServerAnswer.Error(503, "no room"),
        new(200, "", Fault: ServerFault.Drop),
        ServerAnswer.Reply("cut off") with { Fault = ServerFault.CutOff },
        new(200, "{\"choices\": [{\"message\": {\"content\": \"bro"),
        new(200, "<html>a proxy</html>"),
        new(200, "{}"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_query_is_lost_and_each_gets_its_own_reply(int seed)
    {
        using var server = new ScriptedServer(request => Script(request, seed));
        using var model = Endpoint.Connect(server.Options with { TimeOut = TimeSpan.FromSeconds(0.75) });

        var replies = await Task.WhenAll(Enumerable.Range(0, Queries).Select(number => model.Ask(new Query($"prompt {number}", 4, 0, false), TestContext.Current.CancellationToken)));

        for (var number = 0; number < Queries; number++)
            Assert.Equal($"reply to prompt {number}", replies[number].Text);
        Assert.True(server.Requests.Count > Queries * 3 / 2, $"{server.Requests.Count} requests: the script was to fail many.");
        Assert.InRange(server.MostUnderWay, 1, 8);
    }

    // Nothing is answered until as many are under way as may be: more would come if they were let.
    [Fact]
    public async Task As_many_are_under_way_as_may_be_and_no_more()
    {
        var arrived = 0;
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        using var server = new ScriptedServer(async request =>
        {
            var number = Interlocked.Increment(ref arrived);
            var gate = gates[(number - 1) / 8];
            if (number % 8 == 0)
                gate.SetResult();
            await gate.Task;
            return ServerAnswer.Reply(request.Prompt);
        });
        using var model = Endpoint.Connect(server.Options with { MostAtOnce = 8 });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => model.Ask(new Query($"{number}", 1, 0, false), TestContext.Current.CancellationToken)));

        Assert.Equal(8, server.MostUnderWay);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_says()
    {
        using var server = new ScriptedServer(request => request.Attempt == 1 ? ServerAnswer.Error(429, "slower", retryAfter: "0.3") : ServerAnswer.Reply("now"));
        using var model = Endpoint.Connect(server.Options);

        var reply = await model.Ask(new Query("p", 1, 0, false), TestContext.Current.CancellationToken);

        Assert.Equal("now", reply.Text);
        Assert.Equal(2, server.Requests.Count);
        Assert.True(Stopwatch.GetElapsedTime(server.Requests.First().At, server.Requests.Last().At) >= TimeSpan.FromSeconds(0.3));
    }

    [Theory]
    [InlineData(500, "0", 3, "attempt 3 of 3")]
    [InlineData(429, "9999", 1, "9999 seconds")]
    public async Task What_does_not_pass_is_given_up(int status, string retryAfter, int requests, string says)
    {
        using var server = new ScriptedServer(_ => ServerAnswer.Error(status, "not today", retryAfter));
        using var model = Endpoint.Connect(server.Options with { Retries = server.Options.Retries with { MostAttempts = 3 } });

        var thrown = await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query("p", 1, 0, false), TestContext.Current.CancellationToken));

        Assert.Equal(requests, server.Requests.Count);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("not today", thrown.Message, StringComparison.Ordinal);
    }

    // What happens to a request depends on the seed, its prompt and its attempt alone. Few stall: each costs the whole limit of time.
    private static ServerAnswer Script(ServerRequest request, int seed)
    {
        var number = int.Parse(request.Prompt.AsSpan("prompt ".Length), System.Globalization.CultureInfo.InvariantCulture);
        var random = new Random(seed * 1_000_003 + number * 101 + request.Attempt);
        if (request.Attempt == 1 && number % 20 == seed)
            return new ServerAnswer(200, "", Fault: ServerFault.Stall);
        return request.Attempt <= 6 && random.Next(2) == 0 ? Faults[random.Next(Faults.Length)] : ServerAnswer.Reply($"reply to {request.Prompt}");
    }
}
