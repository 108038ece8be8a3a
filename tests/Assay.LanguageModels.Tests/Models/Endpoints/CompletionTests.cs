using System.Text.Json;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Endpoints;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

/// <summary>Texts that are continued as they are.</summary>
public sealed class CompletionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // OpenAI's form, and the one of llama.cpp.
    [Theory]
    [InlineData("""{ "tokens": ["3"], "token_logprobs": [-0.25], "top_logprobs": [{ "4": -2, "3": -0.25 }], "text_offset": [0] }""")]
    [InlineData("""{ "content": [{ "token": "3", "logprob": -0.25, "top_logprobs": [{ "token": "3", "logprob": -0.25 }, { "token": "4", "logprob": -2 }] }] }""")]
    public async Task A_text_goes_as_it_is_and_comes_back_with_its_first_tokens(string logs)
    {
        using var server = new ScriptedServer(_ => Completion("3\n", logs));
        using var model = Raw(server);

        var reply = await model.Ask(new Query("x = 3\nassert x == ", 4, 2, IsCompletion: true), Cancellation);

        Assert.Equal(("3\n", 7, 2, "f9"), (reply.Text, reply.PromptTokens, reply.ReplyTokens, reply.Fingerprint));
        Assert.Equal([new TokenChance("3", -0.25), new TokenChance("4", -2)], reply.FirstTokens!);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("/v1/completions", "x = 3\nassert x == ", null), (request.Path, request.Prompt, request.Authorization));
        Assert.Equal("""{"model":"m","prompt":"x = 3\nassert x == ","max_tokens":4,"temperature":0,"seed":1,"logprobs":2}""", request.Body.GetRawText());
    }

    [Fact]
    public async Task A_question_goes_with_the_beginning_of_its_answer()
    {
        using var server = new ScriptedServer(_ => Completion(" 1", "null"));
        using var model = Raw(server);

        var reply = await model.Ask(new Query("Which?", 4, 0, IsCompletion: false), Cancellation);

        Assert.Null(reply.FirstTokens);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("Which?\n\nAnswer:", false), (request.Prompt, request.Body.TryGetProperty("logprobs", out _)));
    }

    [Fact]
    public async Task What_is_no_completion_is_asked_for_again()
    {
        string[] broken = ["{", "[]", "{}", """{ "choices": [] }""", """{ "choices": [{}] }""", """{ "choices": [{ "text": null }] }""", """{ "choices": [{ "text": 3 }] }""", """{ "choices": [{ "text": "3", "logprobs": { "top_logprobs": [3] } }] }"""];
        using var server = new ScriptedServer(request => request.Attempt <= broken.Length ? new ServerAnswer(200, broken[request.Attempt - 1]) : Completion("3", "null"));
        using var model = Raw(server);

        Assert.Equal("3", (await model.Ask(new Query("p", 4, 5, IsCompletion: true), Cancellation)).Text);
        Assert.Equal(broken.Length + 1, server.Requests.Count);
    }

    [Fact]
    public async Task Faults_are_told_as_of_conversations()
    {
        using var server = new ScriptedServer(request => request.Prompt == "busy" && request.Attempt < 3 ? ServerAnswer.Error(429, "slow down") : request.Prompt == "busy" ? Completion("3", "null") : ServerAnswer.Error(404, "no such model"));
        using var model = Raw(server);

        Assert.Equal("3", (await model.Ask(new Query("busy", 4, 0, IsCompletion: true), Cancellation)).Text);
        var refusal = await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query("lost", 4, 0, IsCompletion: true), Cancellation));
        Assert.Contains("does not know the model m", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no such model", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_no_log_probabilities_is_asked_without()
    {
        using var server = new ScriptedServer(request => request.Body.TryGetProperty("logprobs", out _) ? ServerAnswer.Error(400, "logprobs is not supported") : Completion("3", "null"));
        using var model = Raw(server);

        Assert.Equal("3", (await model.Ask(new Query("p", 4, 5, IsCompletion: true), Cancellation)).Text);
    }

    [Fact]
    public async Task The_key_goes_along_and_never_comes_back()
    {
        const string Key = "sk-secret-0123456789";
        using var server = new ScriptedServer(request => Completion(request.Attempt == 1 ? "3" : $"your key is {Key}", "null"));
        using var model = Endpoint.Connect(server.Options with { Sampling = new(PromptForm.Raw), KeyVariable = "SOME_KEY" }, _ => Key);

        Assert.Equal("3", (await model.Ask(new Query("p", 4, 0, IsCompletion: true), Cancellation)).Text);
        Assert.Equal($"Bearer {Key}", server.Requests.Single().Authorization);
        var refusal = await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query("p", 4, 0, IsCompletion: true), Cancellation));
        Assert.DoesNotContain(Key, refusal.ToString(), StringComparison.Ordinal);
    }

    private static EndpointModel Raw(ScriptedServer server) => Endpoint.Connect(server.Options with { Sampling = new(PromptForm.Raw) }, _ => null);

    private static ServerAnswer Completion(string text, string logs) =>
        new(200, $$"""{ "object": "text_completion", "choices": [{ "index": 0, "text": {{JsonSerializer.Serialize(text)}}, "logprobs": {{logs}} }], "usage": { "prompt_tokens": 7, "completion_tokens": 2 }, "system_fingerprint": "f9" }""");
}
