namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>A request that got no reply. Holds no other exception: those of the network may quote what was sent.</summary>
/// <param name="message">Why, for people; without the key.</param>
internal sealed class RequestFailure(string message) : Exception(message)
{
    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool Passes { get; init; }

    /// <summary>How long the endpoint wants to be left alone; null where it does not say.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>Whether the endpoint may have refused something that the request can do without.</summary>
    public bool MayBeAbout(string parameter) =>
        !Passes && Status is 400 or 422 or 501 || Status is 403 or 500 && Message.Contains(parameter, StringComparison.OrdinalIgnoreCase);
}
