using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Gives up a request that takes too long.</summary>
/// <param name="inner">Sends it.</param>
/// <param name="most">How long it may take.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeLimitedClient(IChatClient inner, TimeSpan most, TimeProvider time) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(most, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestFailure($"The endpoint gave no reply within {most.TotalSeconds:0.###} seconds.") { Passes = true };
        }
    }
}
