using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>
/// Sends a text to be continued as it is: <c>POST /completions</c>, OpenAI's older protocol, which servers of models still speak and the library does not. Responses carry a <see cref="Reply"/>.
/// </summary>
/// <param name="pipeline">Sends requests, with the key.</param>
/// <param name="address">Of the endpoint, up to the version.</param>
/// <param name="model">The model's name there.</param>
internal sealed class CompletionClient(ClientPipeline pipeline, Uri address, string model) : IChatClient
{
    /// <summary>The property of <see cref="ChatOptions"/> that says of how many first tokens the log-probability is wanted.</summary>
    public const string LogProbabilities = "logprobs";

    private readonly Uri _address = new($"{address.AbsoluteUri.TrimEnd('/')}/completions");

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var message = pipeline.CreateMessage();
        message.Apply(new RequestOptions { CancellationToken = cancellationToken });
        message.Request.Method = "POST";
        message.Request.Uri = _address;
        message.Request.Headers.Set("Content-Type", "application/json");
        message.Request.Headers.Set("Accept", "application/json");
        message.Request.Content = BinaryContent.Create(BinaryData.FromString(Request(messages, options)));
        await pipeline.SendAsync(message).ConfigureAwait(false);
        var response = message.ExtractResponse()!;
        if (response.IsError)
        {
            // Disposes of nothing: the failure is read out of the response.
            throw await ClientResultException.CreateAsync(response).ConfigureAwait(false);
        }

        using (response)
        {
            return Read(response.Content);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Replies are read whole.");

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private string Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new JsonObject
        {
            ["model"] = model,
            ["prompt"] = string.Concat(messages.Select(message => message.Text)),
            ["max_tokens"] = options?.MaxOutputTokens,
            ["temperature"] = options?.Temperature,
            ["seed"] = options?.Seed,
        };
        if (options?.AdditionalProperties?.TryGetValue(LogProbabilities, out int alternatives) == true)
        {
            request["logprobs"] = alternatives;
        }

        return request.ToJsonString();
    }

    // Whatever is missing or of another kind throws an exception that the failure's reader calls a broken reply.
    private static ChatResponse Read(BinaryData content)
    {
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        var choice = root.GetProperty("choices")[0];
        var text = choice.GetProperty("text").GetString() ?? throw new JsonException("The completion has no text.");
        var tokens = choice.TryGetProperty("logprobs", out var logs) ? FirstTokens(logs) : null;
        var usage = root.TryGetProperty("usage", out var counted) && counted.ValueKind == JsonValueKind.Object ? counted : (JsonElement?)null;
        var fingerprint = root.TryGetProperty("system_fingerprint", out var system) && system.ValueKind == JsonValueKind.String ? system.GetString() : null;
        var reply = new Reply(text, tokens, Count(usage, "prompt_tokens"), Count(usage, "completion_tokens"), fingerprint);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            RawRepresentation = reply,
            Usage = new UsageDetails { InputTokenCount = reply.PromptTokens, OutputTokenCount = reply.ReplyTokens },
        };
    }

    // OpenAI: { top_logprobs: [{ token: number }] }; llama.cpp: { content: [{ top_logprobs: [{ token, logprob }] }] }.
    private static IEnumerable<TokenChance>? Tokens(JsonElement logs)
    {
        if (logs.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (logs.TryGetProperty("top_logprobs", out var places) && places.ValueKind == JsonValueKind.Array && places.GetArrayLength() > 0)
        {
            return places[0].EnumerateObject().Select(token => new TokenChance(token.Name, token.Value.GetDouble()));
        }

        return logs.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array && content.GetArrayLength() > 0
            ? content[0].GetProperty("top_logprobs").EnumerateArray().Select(token => new TokenChance(token.GetProperty("token").GetString() ?? "", token.GetProperty("logprob").GetDouble()))
            : null;
    }

    private static List<TokenChance>? FirstTokens(JsonElement logs) => Tokens(logs) is { } tokens ? ReplyReader.LikeliestFirst(tokens) : null;

    private static int Count(JsonElement? usage, string name) =>
        usage is { } counted && counted.TryGetProperty(name, out var count) && count.TryGetInt32(out var number) ? Math.Max(0, number) : 0;
}
