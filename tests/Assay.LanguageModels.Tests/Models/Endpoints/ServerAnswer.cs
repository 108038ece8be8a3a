using System.Net;
using System.Text;
using System.Text.Json;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

/// <summary>What a <see cref="ScriptedServer"/> sends, and how it fails.</summary>
internal sealed record ServerAnswer(int Status, string Body, string? RetryAfter = null, ServerFault Fault = ServerFault.None)
{
    /// <summary>A reply, of so many tokens, with log-probabilities of its first token where they are given.</summary>
    public static ServerAnswer Reply(string text, int promptTokens = 5, int replyTokens = 1, params (string Token, double LogProbability)[] first) => new(200, JsonSerializer.Serialize(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "m",
        system_fingerprint = "f1",
        choices = new[]
        {
            new
            {
                index = 0,
                finish_reason = "stop",
                message = new { role = "assistant", content = text },
                logprobs = first.Length == 0 ? null : new { content = new[] { new { token = first[0].Token, logprob = first[0].LogProbability, bytes = (int[]?)null, top_logprobs = Tokens(first) } } },
            },
        },
        usage = new { prompt_tokens = promptTokens, completion_tokens = replyTokens, total_tokens = promptTokens + replyTokens },
    }));

    /// <summary>An error, in the usual form.</summary>
    public static ServerAnswer Error(int status, string message, string? retryAfter = null) =>
        new(status, JsonSerializer.Serialize(new { error = new { message, type = "error", code = (string?)null } }), retryAfter);

    public async Task Send(HttpListenerResponse response, CancellationToken end)
    {
        if (Fault == ServerFault.Stall)
            await Task.Delay(Timeout.Infinite, end);
        if (Fault == ServerFault.Drop)
        {
            response.Abort();
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(Body);
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.ContentLength64 = bytes.Length;
        if (RetryAfter is not null)
            response.Headers["Retry-After"] = RetryAfter;
        if (Fault == ServerFault.CutOff)
        {
            await response.OutputStream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), end);
            response.Abort();
            return;
        }

        await response.OutputStream.WriteAsync(bytes, end);
        response.Close();
    }

    private static object[] Tokens((string Token, double LogProbability)[] tokens) =>
        [.. tokens.Select(token => new { token = token.Token, logprob = token.LogProbability, bytes = (int[]?)null })];
}
