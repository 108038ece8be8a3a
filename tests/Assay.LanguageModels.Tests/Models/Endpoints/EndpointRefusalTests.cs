using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Endpoints;
using Xunit;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

public sealed class EndpointRefusalTests
{
    private const string Key = "sk-7f3aQ9zzSecretSecret";

    [Theory]
    [InlineData(401, null, "wants a key")]
    [InlineData(401, "MY_KEY", "does not accept the key of the environment variable MY_KEY")]
    [InlineData(403, "MY_KEY", "does not allow")]
    [InlineData(404, null, "does not know the model m")]
    [InlineData(308, null, "has moved")]
    [InlineData(400, null, "refuses the request")]
    public async Task A_refusal_says_what_where_and_what_to_do(int status, string? variable, string says)
    {
        using var server = new ScriptedServer(_ => ServerAnswer.Error(status, "because"));
        using var model = Endpoint.Connect(server.Options with { KeyVariable = variable }, _ => Key);

        var thrown = await Fails(model);

        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"({status})", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(server.Address.ToString(), thrown.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Equal(variable is null ? null : $"Bearer {Key}", server.Requests.Single().Authorization);
    }

    [Fact]
    public async Task An_address_where_nobody_answers_is_named()
    {
        Uri address;
        using (var server = new ScriptedServer(_ => ServerAnswer.Reply("")))
            address = server.Address;
        using var model = Endpoint.Connect(new EndpointOptions(address, "m"));

        var thrown = await Fails(model);

        Assert.Contains($"{address} is not there", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Start the server", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "top_logprobs is not supported")]
    [InlineData(422, "unknown field")]
    [InlineData(403, "You are not allowed to request logprobs")]
    [InlineData(500, "logprobs are not there in this build")]
    public async Task An_endpoint_without_log_probabilities_is_asked_without_from_then_on(int status, string refusal)
    {
        using var server = new ScriptedServer(request => request.WantsLogProbabilities ? ServerAnswer.Error(status, refusal) : ServerAnswer.Reply("7"));
        using var model = Endpoint.Connect(server.Options);

        var first = await model.Ask(new Query("a", 1, 20, false), TestContext.Current.CancellationToken);
        var asked = server.Requests.Count;
        var second = await model.Ask(new Query("b", 1, 20, false), TestContext.Current.CancellationToken);

        Assert.Equal("7", first.Text);
        Assert.Null(first.FirstTokens);
        Assert.Equal(first, second);
        Assert.Equal(asked + 1, server.Requests.Count);
        Assert.False(server.Requests.Last().WantsLogProbabilities);
    }

    [Fact]
    public async Task What_an_endpoint_refuses_by_name_is_left_out_and_told()
    {
        // As models that reason refuse a temperature, and older servers the newer name of the most tokens.
        using var server = new ScriptedServer(request =>
            Has(request, "temperature") ? ServerAnswer.Error(400, "Unsupported value: 'temperature' does not support 0 with this model.")
            : Has(request, "seed") ? ServerAnswer.Error(422, "unknown field: seed")
            : Has(request, "max_completion_tokens") ? ServerAnswer.Error(400, "Unknown parameter: 'max_completion_tokens'")
            : ServerAnswer.Reply("7"));
        using var model = Endpoint.Connect(server.Options with { Sampling = new(PromptForm.Chat, ReplyTokens: 4000) });
        Assert.Null(((ILanguageModel)model).Remark);

        var first = await model.Ask(new Query("a", 4, 0, false), TestContext.Current.CancellationToken);
        var asked = server.Requests.Count;
        await model.Ask(new Query("b", 4, 0, false), TestContext.Current.CancellationToken);

        Assert.Equal(("7", "temperature, seed", 4, 5), (first.Text, first.Without, asked, server.Requests.Count));
        Assert.Equal(4000, server.Requests.Last().Body.GetProperty("max_tokens").GetInt32());
        Assert.Contains("temperature, seed", ((ILanguageModel)model).Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_although_it_was_left_out_is_a_failure()
    {
        using var server = new ScriptedServer(_ => ServerAnswer.Error(400, "temperature and seed are wrong"));
        using var model = Endpoint.Connect(server.Options);

        Assert.Contains("refuses the request", (await Fails(model)).Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_with_few_alternatives_is_asked_for_as_many_as_it_gives()
    {
        using var server = new ScriptedServer(request => request.Alternatives > 5
            ? ServerAnswer.Error(400, "top_logprobs is at most 5")
            : ServerAnswer.Reply("7", first: [("8", -2.5), ("7", -0.25)]));
        using var model = Endpoint.Connect(server.Options);

        var reply = await model.Ask(new Query("a", 1, 20, false), TestContext.Current.CancellationToken);

        Assert.Equal([new TokenChance("7", -0.25), new TokenChance("8", -2.5)], reply.FirstTokens!);
        Assert.Equal([20, 5], server.Requests.Select(request => request.Alternatives));
        Assert.Equal((5, 1, "f1"), (reply.PromptTokens, reply.ReplyTokens, reply.Fingerprint));
    }

    // A refusal of the prompt itself is no reason to go without log-probabilities.
    [Fact]
    public async Task A_refusal_for_another_reason_is_not_taken_for_one_of_log_probabilities()
    {
        using var server = new ScriptedServer(request => request.Prompt == "bad" ? ServerAnswer.Error(400, "no") : ServerAnswer.Reply("7", first: ("7", -0.25)));
        using var model = Endpoint.Connect(server.Options);

        var thrown = await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query("bad", 1, 20, false), TestContext.Current.CancellationToken));
        var reply = await model.Ask(new Query("good", 1, 20, false), TestContext.Current.CancellationToken);

        Assert.Contains("\"no\"", thrown.Message, StringComparison.Ordinal);
        Assert.NotNull(reply.FirstTokens);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task No_failure_shows_the_key(int status)
    {
        using var server = new ScriptedServer(request => status == 200
            ? ServerAnswer.Reply($"You sent {request.Authorization}")
            : ServerAnswer.Error(status, $"You sent {request.Authorization}", retryAfter: "0"));
        using var model = Endpoint.Connect(server.Options with { KeyVariable = "MY_KEY", Retries = server.Options.Retries with { MostAttempts = 2 } }, _ => $" {Key}\n");

        var thrown = await Fails(model);

        Assert.Equal($"Bearer {Key}", server.Requests.First().Authorization);
        for (Exception? exception = thrown; exception is not null; exception = exception.InnerException)
            Assert.DoesNotContain(Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\tbed")]
    public void A_variable_that_holds_no_key_is_refused_without_showing_it(string value)
    {
        var options = new EndpointOptions(new Uri("https://example.com/v1"), "m") { KeyVariable = "MY_KEY" };

        var thrown = Assert.Throws<ModelException>(() => Endpoint.Connect(options, _ => value));

        Assert.Contains("MY_KEY", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.com/v1", "starts with http")]
    [InlineData("https://me:secret@example.com/v1", "no password")]
    [InlineData("http://example.com/v1", "unprotected")]
    public void An_address_that_is_none_or_would_tell_the_key_is_refused(string address, string says)
    {
        var thrown = Assert.Throws<ModelException>(() => Endpoint.Connect(new EndpointOptions(new Uri(address), "m"), _ => Key));

        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", thrown.Message, StringComparison.Ordinal);
    }

    private static Task<ModelException> Fails(EndpointModel model) =>
        Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query("p", 1, 0, false), TestContext.Current.CancellationToken));

    private static bool Has(ServerRequest request, string name) => request.Body.TryGetProperty(name, out _);
}
