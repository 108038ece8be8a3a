namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Reads replies to their end before anybody parses them, and only up to a size.</summary>
/// <param name="inner">Sends requests.</param>
internal sealed class BoundedReplies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>How long a reply may be, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
