using System.Diagnostics;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Checks that work ends soon after it is cancelled.</summary>
internal static class Prompt
{
    private const int Attempts = 3;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>Cancels the work after a while; it must throw within seconds from then, on a busy machine too.</summary>
    public static void Cancelled(TimeSpan after, Action<CancellationToken> work)
    {
        // A busy machine can hold up one attempt, but hardly each.
        var fastest = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && fastest > Most; attempt++)
        {
            var time = Once(after, work);
            fastest = time < fastest ? time : fastest;
        }

        Assert.InRange(fastest, TimeSpan.Zero, Most);
    }

    private static TimeSpan Once(TimeSpan after, Action<CancellationToken> work)
    {
        using var cancel = new CancellationTokenSource();
        var at = 0L;
        using var registered = cancel.Token.Register(() => at = Stopwatch.GetTimestamp());
        cancel.CancelAfter(after);
        Assert.ThrowsAny<OperationCanceledException>(() => work(cancel.Token));
        return Stopwatch.GetElapsedTime(at);
    }
}
