using System.Net;
using System.Net.Sockets;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Endpoints;

namespace Assay.LanguageModels.Tests.Models;

/// <summary>Asking an endpoint that does all that endpoints do.</summary>
public class EndpointModelTests
{
    private const string Key = "sk-secret-0123456789";

    [Fact]
    public async Task Every_query_gets_its_own_reply_whatever_happens_on_the_way()
    {
        // Each prompt meets two faults before its reply, drawn by its number.
        Deed[] faults = [Deed.TooMany, Deed.Fault, Deed.Drop, Deed.BrokenJson];
        using var endpoint = new ScriptedEndpoint((prompt, before, _) => before >= 2
            ? Deed.Answer
            : prompt == "p7" && before == 0 ? Deed.Stall : faults[(int.Parse(prompt[1..]) * 7 + before * 3) % 4]);
        using var model = Endpoint.Connect(Options(endpoint.Address) with { MostASecond = 20, TimeOut = TimeSpan.FromSeconds(4) });
        var start = endpoint.Now;

        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => model.Ask(Asks($"p{i}"), default)));

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"re: p{i}"), replies.Select(reply => reply.Text));
        Assert.All(endpoint.Answered.Values, times => Assert.Equal(1, times));
        Assert.All(endpoint.Asked.Values, times => Assert.Equal(3, times));
        Assert.InRange(endpoint.MostInFlight, 1, 8);
        Assert.All(endpoint.Arrivals.Order().Index(), arrival => Assert.True(arrival.Item - start >= TimeSpan.FromMilliseconds(50 * (arrival.Index - 1))));
    }

    [Fact]
    public async Task A_reply_has_first_tokens_counts_and_fingerprint()
    {
        using var endpoint = new ScriptedEndpoint((_, _, _) => Deed.Answer);
        using var model = Endpoint.Connect(Options(endpoint.Address));

        var reply = await model.Ask(new Query("p", 5, 2, IsCompletion: true), default);

        Assert.Equal([new TokenChance("re", -0.5), new TokenChance("no", -2)], reply.FirstTokens!);
        Assert.Equal((3, 2, "fp_1"), (reply.PromptTokens, reply.ReplyTokens, reply.Fingerprint));
        var body = Assert.Single(endpoint.Bodies);
        Assert.All(["\"temperature\":0", "\"seed\":1", "\"top_logprobs\":2", "Continue the text"], part => Assert.Contains(part, body, StringComparison.Ordinal));
        Assert.Equal([null], endpoint.Keys);
    }

    [Fact]
    public async Task An_endpoint_without_log_probabilities_is_asked_for_them_once()
    {
        using var endpoint = new ScriptedEndpoint((_, _, wanted) => wanted ? Deed.NoLogProbabilities : Deed.Answer);
        using var model = Endpoint.Connect(Options(endpoint.Address));

        await model.Ask(Asks("p0") with { Alternatives = 5 }, default);
        await model.Ask(Asks("p1") with { Alternatives = 5 }, default);

        Assert.Equal(2, endpoint.Asked["p0"]);
        Assert.Equal(1, endpoint.Asked["p1"]);
    }

    [Theory]
    [InlineData(Deed.WrongKey, "does not accept the key of the environment variable SOME_KEY (401)")]
    [InlineData(Deed.NoModel, "does not know the model m")]
    public async Task What_does_not_pass_is_said_at_once_and_without_the_key(object deed, string part)
    {
        using var endpoint = new ScriptedEndpoint((_, _, _) => (Deed)deed);
        using var model = Endpoint.Connect(Options(endpoint.Address) with { KeyVariable = "SOME_KEY" }, name => name == "SOME_KEY" ? Key : null);

        var exception = await Assert.ThrowsAsync<ModelException>(() => model.Ask(Asks("p"), default));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, exception.ToString(), StringComparison.Ordinal);
        Assert.Equal([$"Bearer {Key}"], endpoint.Keys);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_endpoint()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        using var model = Endpoint.Connect(Options(new Uri($"http://127.0.0.1:{port}/v1")));

        var exception = await Assert.ThrowsAsync<ModelException>(() => model.Ask(Asks("p"), default));

        Assert.Contains("is not there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ceilings_hold()
    {
        using var endpoint = new ScriptedEndpoint((_, _, _) => Deed.Answer);
        using var requests = Endpoint.Connect(Options(endpoint.Address) with { MostRequests = 3 });
        using var tokens = Endpoint.Connect(Options(endpoint.Address) with { MostTokens = 81 });

        var few = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Succeeds(requests, $"r{i}")));
        var cheap = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Succeeds(tokens, $"t{i}")));

        Assert.Equal(3, few.Count(succeeds => succeeds));
        // Each may need 68 and uses 5: the last one starts at 13 or less.
        Assert.Equal(3, cheap.Count(succeeds => succeeds));
        Assert.Equal(6, endpoint.Asked.Values.Sum());
    }

    [Fact]
    public async Task A_real_endpoint_answers_twice_the_same()
    {
        // Such as the one of tools/record-model: ASSAY_TEST_ENDPOINT=http://127.0.0.1:8089/v1 ASSAY_TEST_MODEL=tinyllama-1.1b-chat
        var address = Environment.GetEnvironmentVariable("ASSAY_TEST_ENDPOINT");
        Assert.SkipWhen(address is null, "ASSAY_TEST_ENDPOINT names no endpoint.");
        using var model = Endpoint.Connect(new EndpointOptions(new Uri(address!), Environment.GetEnvironmentVariable("ASSAY_TEST_MODEL") ?? "m"));
        var query = new Query("x = 3\ny = 7\nx, y = y, x\nassert x == ", MostTokens: 2, Alternatives: 5, IsCompletion: true);

        var replies = await Task.WhenAll(model.Ask(query, default), model.Ask(query, default));

        Assert.Equal(replies[0].Text, replies[1].Text);
        Assert.Equal(5, replies[0].FirstTokens!.Count);
        Assert.Equal(replies[0].FirstTokens, replies[1].FirstTokens);
        Assert.InRange(replies[0].PromptTokens, 10, 200);
    }

    private static async Task<bool> Succeeds(EndpointModel model, string prompt)
    {
        try
        {
            await model.Ask(Asks(prompt), default);
            return true;
        }
        catch (ModelException)
        {
            return false;
        }
    }

    private static Query Asks(string prompt) => new(prompt, MostTokens: 5, Alternatives: 0, IsCompletion: false);

    private static EndpointOptions Options(Uri address) => new(address, "m")
    {
        Retries = new RetryOptions { FirstPause = TimeSpan.FromMilliseconds(20) },
    };
}
