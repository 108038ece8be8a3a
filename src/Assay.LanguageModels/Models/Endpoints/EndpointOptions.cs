namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Which model is asked where, and how hard.</summary>
/// <param name="Address">Of the endpoint, up to the version: <c>https://api.openai.com/v1</c>.</param>
/// <param name="Model">The model's name there.</param>
internal sealed record EndpointOptions(Uri Address, string Model)
{
    /// <summary>The environment variable that holds the key; null for <see cref="EndpointKey.UsualVariable"/>, of which this machine's own endpoints get nothing.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>What decides replies beside the model and the query.</summary>
    public Sampling Sampling { get; init; } = new(PromptForm.Chat);

    /// <summary>When a request is repeated.</summary>
    public RetryOptions Retries { get; init; } = new();

    /// <summary>How many requests may be under way at a time; from 1 on.</summary>
    public int MostAtOnce { get; init; } = 8;

    /// <summary>How many requests may start in a second; above 0, infinity for as many as there are.</summary>
    public double MostASecond { get; init; } = double.PositiveInfinity;

    /// <summary>How many requests the run may send, repetitions included.</summary>
    public long MostRequests { get; init; } = long.MaxValue;

    /// <summary>How many tokens the run may use, of prompts and replies together.</summary>
    public long MostTokens { get; init; } = long.MaxValue;

    /// <summary>Hears of each request that is to be repeated, and why; may be called by many at a time.</summary>
    public Action<string> Told { get; init; } = _ => { };

    /// <summary>How long one request may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(2);
}
