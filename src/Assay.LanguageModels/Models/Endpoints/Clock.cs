namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Waiting that never ends early.</summary>
internal static class Clock
{
    /// <summary>Waits until at least so long has passed since a timestamp. Timers alone may ring a little early.</summary>
    public static async Task WaitUntil(this TimeProvider time, long since, TimeSpan passed, CancellationToken cancellation)
    {
        for (var left = passed - time.GetElapsedTime(since); left > TimeSpan.Zero; left = passed - time.GetElapsedTime(since))
        {
            var step = left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left;
            await Task.Delay(step, time, cancellation).ConfigureAwait(false);
        }
    }
}
