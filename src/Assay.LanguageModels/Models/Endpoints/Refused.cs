namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>What an endpoint may refuse of a request that goes without.</summary>
[Flags]
internal enum Refused
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>The temperature: models that reason before they answer often take none, and their replies are drawn at random.</summary>
    Temperature = 1,

    /// <summary>The seed.</summary>
    Seed = 2,

    /// <summary>The newer name of the most tokens that a reply may have; servers that do not know it want <c>max_tokens</c>.</summary>
    MaxCompletionTokens = 4,
}
