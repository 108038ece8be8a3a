namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>When a request that failed for a reason that passes is sent again.</summary>
internal sealed record RetryOptions
{
    /// <summary>How often a request is sent at most; from 1 on.</summary>
    public int MostAttempts { get; init; } = 8;

    /// <summary>How long the first pause is at most; each later one may be twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer; an endpoint that asks for a longer one is given up.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The pause after an attempt: half of it is fixed, half is drawn, so that requests that failed together do not come back together.</summary>
    /// <param name="attempt">Which one failed, from 1.</param>
    /// <param name="draw">At least 0, below 1.</param>
    public TimeSpan Pause(int attempt, double draw)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(longest * (1 + draw) / 2);
    }
}
