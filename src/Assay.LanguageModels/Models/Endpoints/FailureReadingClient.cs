using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Turns whatever the client of a protocol throws into a <see cref="RequestFailure"/>.</summary>
/// <param name="inner">The client.</param>
/// <param name="reader">Reads exceptions.</param>
internal sealed class FailureReadingClient(IChatClient inner, FailureReader reader) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            reader.RefuseKey(ReplyReader.Read(response));
            return response;
        }
        catch (RequestFailure)
        {
            throw;
        }
        catch (Exception exception)
        {
            // An exception of the network may quote what was sent: none gets out, also not when it was cancelled.
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(cancellationToken)
                : reader.Read(exception);
        }
    }
}
