using System.Text;
using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Ends a run before it goes beyond a number of requests or tokens. A request without a reply counts as a request; its tokens nobody tells.</summary>
/// <param name="inner">Sends the requests.</param>
/// <param name="mostRequests">How many requests.</param>
/// <param name="mostTokens">How many tokens, of prompts and replies together.</param>
internal sealed class CeilingClient(IChatClient inner, long mostRequests, long mostTokens) : DelegatingChatClient(inner)
{
    // What templates of conversations add to a message, generously.
    private const int TokensOfTemplate = 50;

    private readonly Lock _lock = new();
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private long _tokens;
    private long _reserved;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        var most = MostTokens(sent, options);
        for (var wait = Reserve(most); wait is not null; wait = Reserve(most))
            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);

        var used = 0L;
        try
        {
            var response = await base.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
            used = Used(response.Usage) ?? most;
            return response;
        }
        finally
        {
            Settle(most, used);
        }
    }

    // A token is at least one byte of its text.
    private static long MostTokens(List<ChatMessage> messages, ChatOptions? options) =>
        messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text) + TokensOfTemplate) + (options?.MaxOutputTokens ?? 0);

    private static long? Used(UsageDetails? usage) => usage is { InputTokenCount: > 0 }
        ? usage.InputTokenCount + Math.Max(0, usage.OutputTokenCount ?? 0)
        : null;

    // Null if the request may go; else what to wait for, as a request under way may use less than was set aside for it.
    private Task? Reserve(long most)
    {
        lock (_lock)
        {
            if (_requests >= mostRequests)
            {
                throw new ModelException($"The run may send {mostRequests} requests, and they are sent. Allow more, or ask less.");
            }

            if (most <= mostTokens - _tokens - _reserved)
            {
                _requests++;
                _reserved += most;
                return null;
            }

            return _reserved > 0
                ? _change.Task
                : throw new ModelException($"The run may use {mostTokens} tokens; {_tokens} are used, and the next request may need {most}. Allow more, or ask less.");
        }
    }

    private void Settle(long most, long used)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _reserved -= most;
            _tokens += used;
            (changed, _change) = (_change, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
