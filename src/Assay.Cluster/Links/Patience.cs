using System.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Links;

/// <summary>Asks the server again while it is away or full: it comes back with all that it held.</summary>
/// <param name="link">The connection.</param>
/// <param name="hindered">Hears, once for each time of trouble, what stands in the way; null when it is over.</param>
internal sealed class Patience(ClusterLink link, Action<string?> hindered)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);
    private const string Gone = "it does not answer";
    private const string Mute = "it is connected and does not answer, as with a full disk or too much to do";

    private string? _said;
    private int _failing;
    private volatile bool _isGone;

    /// <summary>
    /// Says so when the connection is gone for longer than a moment, or when the server holds it and answers nothing, and when that is over: a request would notice after its own,
    /// longer time only.
    /// </summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        var sincePulse = Stopwatch.StartNew();
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Look, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var was = _isGone;
            var answers = IsConnected;
            if (answers && (was || sincePulse.Elapsed >= Pulse))
            {
                answers = await AnswersAsync(cancellation).ConfigureAwait(false);
                was |= !answers;
                sincePulse.Restart();
            }

            _isGone = !answers && !cancellation.IsCancellationRequested;
            if (was && _isGone)
                Say(Silence);
            else if (was && answers && _said is (Gone or Mute))
                Say(null);
        }
    }

    private bool IsConnected => link.Connection.ConnectionState == NatsConnectionState.Open;

    private string Silence => IsConnected ? Mute : Gone;

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(Pulse);
        try
        {
            await link.Streams.GetStreamAsync(Layout.Trials, cancellationToken: time.Token).ConfigureAwait(false);
            return true;
        }
        catch (NatsJSApiException)
        {
            // An answer too: what it means is for those who work.
            return true;
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException or IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    /// <summary>Does something, as often as it takes.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="waitsForRoom">Whether it waits also where the server is full; else that is thrown.</param>
    /// <exception cref="FullException">The server is full.</exception>
    public async Task<T> DoAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellation, bool waitsForRoom = true)
    {
        Stopwatch? failing = null;
        try
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                string trouble;
                try
                {
                    return await work(cancellation).ConfigureAwait(false);
                }
                catch (Exception exception) when (!cancellation.IsCancellationRequested && (waitsForRoom || exception is not FullException) && TroubleOf(exception) is not null)
                {
                    trouble = TroubleOf(exception)!;
                }

                if (failing is null)
                {
                    failing = Stopwatch.StartNew();
                    Interlocked.Increment(ref _failing);
                }

                // A moment's silence is nothing to speak of.
                if (failing.Elapsed > Moment)
                    Say(trouble);
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // While others still fail, it is not over.
            if (failing is not null && Interlocked.Decrement(ref _failing) == 0 && !_isGone && !cancellation.IsCancellationRequested)
                Say(null);
        }
    }

    /// <summary>What passes by itself or when somebody makes room; null for all else.</summary>
    private string? TroubleOf(Exception exception) => exception switch
    {
        NatsJSApiException { Error: { Code: >= 500 } or { ErrCode: Layout.AccountIsFull } } full => $"it says: {full.Error.Description}",
        FullException full => $"it says: {full.Message}",
        NatsJSApiException => null,
        NatsServerException { IsAuthError: true } => "it does not let us in",
        NatsException or OperationCanceledException or TimeoutException or IOException or System.Net.Sockets.SocketException => Silence,
        _ => null,
    };

    private void Say(string? trouble)
    {
        if (Interlocked.Exchange(ref _said, trouble) != trouble)
            hindered(trouble);
    }
}

/// <summary>The server has no room.</summary>
/// <param name="message">Its words.</param>
internal sealed class FullException(string message) : Exception(message);
