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

    /// <summary>Whether the endpoint names log-probabilities as the reason, which a request can do without.</summary>
    public bool NamesLogProbabilities { get; init; }

    /// <summary>What else of the request the endpoint names as the reason, which it can do without.</summary>
    public Refused Named { get; init; }

    /// <summary>Whether log-probabilities may be the reason, named or not.</summary>
    public bool MayBeAboutLogProbabilities => NamesLogProbabilities || Status is 400 or 422 or 501;
}
