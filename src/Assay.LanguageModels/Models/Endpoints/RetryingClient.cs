using System.Globalization;
using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Sends a request again after failures that pass, with pauses that double and in part are drawn, and not before the endpoint wants it.</summary>
/// <param name="inner">Sends once.</param>
/// <param name="options">How often and when.</param>
/// <param name="draw">Numbers from 0 on and below 1; called by many at a time.</param>
/// <param name="time">The clock.</param>
/// <param name="told">Hears of each failure that passes.</param>
internal sealed class RetryingClient(IChatClient inner, RetryOptions options, Func<double> draw, TimeProvider time, Action<string> told) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            RequestFailure failure;
            try
            {
                return await base.GetResponseAsync(messages, chatOptions, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailure passing) when (passing.Passes)
            {
                failure = passing;
            }

            var now = time.GetTimestamp();
            var pause = Pause(attempt, failure);
            told(string.Create(CultureInfo.InvariantCulture, $"attempt {attempt} of {options.MostAttempts}, again in {pause.TotalSeconds:0.0} s: {failure.Message}"));
            await time.WaitUntil(now, pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Pause(int attempt, RequestFailure failure)
    {
        if (attempt >= options.MostAttempts)
        {
            throw new ModelException($"{failure.Message} That was attempt {attempt} of {options.MostAttempts}. Try again later: what was answered until now is kept if the run is recorded.");
        }

        if (failure.Pause > options.LongestPause)
        {
            throw new ModelException($"{failure.Message} It wants to be asked again after {failure.Pause.Value.TotalSeconds:0} seconds only. Try again then.");
        }

        var pause = options.Pause(attempt, draw());
        return failure.Pause > pause ? failure.Pause.Value : pause;
    }
}
