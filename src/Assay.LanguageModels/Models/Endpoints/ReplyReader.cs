using Assay.LanguageModels.Models.Recordings;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Takes out of a response what is kept of it.</summary>
internal static class ReplyReader
{
    /// <summary>The reply in a response.</summary>
    public static Reply Read(ChatResponse response)
    {
        if (response.RawRepresentation is Reply reply)
        {
            return reply;
        }

        var completion = response.RawRepresentation as ChatCompletion;
        return new Reply(
            response.Text,
            completion is null ? null : FirstTokens(completion),
            Count(response.Usage?.InputTokenCount),
            Count(response.Usage?.OutputTokenCount),
            completion?.SystemFingerprint);
    }

    /// <summary>Tokens with a probability above 0, the likeliest first, as many as recordings keep; equally likely ones by their text.</summary>
    public static List<TokenChance> LikeliestFirst(IEnumerable<TokenChance> tokens) =>
    [
        .. tokens.Where(token => double.IsFinite(token.LogProbability)).OrderByDescending(token => token.LogProbability).ThenBy(token => token.Token, StringComparer.Ordinal).Take(RecordedReply.MostFirstTokens),
    ];

    private static List<TokenChance>? FirstTokens(ChatCompletion completion) => completion.ContentTokenLogProbabilities is not [var first, ..]
        ? null
        : LikeliestFirst(first.TopLogProbabilities.Select(token => new TokenChance(token.Token, token.LogProbability)));

    private static int Count(long? tokens) => (int)Math.Clamp(tokens ?? 0, 0, int.MaxValue);
}
