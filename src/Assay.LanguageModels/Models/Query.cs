namespace Assay.LanguageModels.Models;

/// <summary>One question to a model, with all that decides its answer: where replies are recorded, equal queries are asked once.</summary>
/// <param name="Prompt">The text, exactly.</param>
/// <param name="MostTokens">How many tokens the reply may have; from 1 on.</param>
/// <param name="Alternatives">Of how many of its likeliest first tokens the log-probability is wanted; 0 for none.</param>
/// <param name="IsCompletion">Whether the text is to be continued, not answered; a model that only chats is told to continue it.</param>
internal sealed record Query(string Prompt, int MostTokens, int Alternatives, bool IsCompletion);
