namespace Assay.LanguageModels.Models;

/// <summary>What a model answered: data, whatever it says.</summary>
/// <param name="Text">The reply, exactly.</param>
/// <param name="FirstTokens">The likeliest first tokens, the likeliest first; null where the model does not give log-probabilities.</param>
/// <param name="PromptTokens">How many tokens the model counted in the prompt; 0 where it does not say.</param>
/// <param name="ReplyTokens">And in its reply.</param>
/// <param name="Fingerprint">What the endpoint calls the exact configuration that answered; null where it does not say.</param>
/// <param name="Without">What of the request the endpoint refused, and was asked without: <c>temperature</c>, <c>seed</c>, or both; null for nothing.</param>
internal sealed record Reply(string Text, IReadOnlyList<TokenChance>? FirstTokens, int PromptTokens, int ReplyTokens, string? Fingerprint, string? Without = null);

/// <summary>A token and the natural logarithm of its probability.</summary>
internal sealed record TokenChance(string Token, double LogProbability);
