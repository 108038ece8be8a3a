using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Endpoints;
using Xunit;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

public sealed class EndpointCeilingTests
{
    [Fact]
    public async Task No_request_goes_beyond_the_ceiling()
    {
        using var server = new ScriptedServer(request => ServerAnswer.Reply(request.Prompt));
        using var model = Endpoint.Connect(server.Options with { MostRequests = 30 });

        var outcomes = await AskAll(model, 50);

        Assert.Equal(30, server.Requests.Count);
        Assert.Equal(30, outcomes.Count(outcome => outcome is null));
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.Contains("30 requests", outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Repetitions_count()
    {
        using var server = new ScriptedServer(_ => ServerAnswer.Error(500, "a fault"));
        using var model = Endpoint.Connect(server.Options with { MostRequests = 5 });

        var outcomes = await AskAll(model, 1);

        Assert.Equal(5, server.Requests.Count);
        Assert.Contains("5 requests", outcomes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_goes_beyond_the_ceiling()
    {
        using var server = new ScriptedServer(request => ServerAnswer.Reply(request.Prompt, promptTokens: 40, replyTokens: 10));
        using var model = Endpoint.Connect(server.Options with { MostTokens = 1000 });

        var outcomes = await AskAll(model, 50);

        // Each uses 50 and may need up to 63: at 950 there is no room for one more.
        var answered = outcomes.Count(outcome => outcome is null);
        Assert.Equal(server.Requests.Count, answered);
        Assert.Equal(19, answered);
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.Contains("1000 tokens", outcome, StringComparison.Ordinal));
    }

    // The message of each failure; null for an answer.
    private static async Task<string?[]> AskAll(EndpointModel model, int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
    {
        try
        {
            await model.Ask(new Query($"p{number:00}", 10, 0, false), TestContext.Current.CancellationToken);
            return null;
        }
        catch (ModelException exception)
        {
            return exception.Message;
        }
    }));
}
