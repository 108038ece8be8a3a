using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Links;

/// <summary>Asks the server again while it is away or full: it comes back with all that it held.</summary>
/// <param name="hindered">Hears, once for each time of trouble, what stands in the way; null when it is over.</param>
internal sealed class Patience(Action<string?> hindered)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const string Silent = "it does not answer";

    private string? _said;
    private volatile bool _isGone;

    /// <summary>Says so when the connection is gone for longer than a moment, and when it is back: a request would notice after its own time only.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task FollowAsync(NatsConnection connection, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Look, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            var (was, isOpen) = (_isGone, connection.ConnectionState == NatsConnectionState.Open);
            _isGone = !isOpen && !cancellation.IsCancellationRequested;
            if (was && _isGone)
                Say(Silent);
            else if (was && isOpen && _said == Silent)
                Say(null);
        }
    }

    /// <summary>Does something, as often as it takes.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="waitsForRoom">Whether it waits also where the server is full; else that is thrown.</param>
    /// <exception cref="FullException">The server is full.</exception>
    public async Task<T> DoAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellation, bool waitsForRoom = true)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            string trouble;
            try
            {
                var value = await work(cancellation).ConfigureAwait(false);
                if (!_isGone)
                    Say(null);
                return value;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested && (waitsForRoom || exception is not FullException) && TroubleOf(exception) is not null)
            {
                trouble = TroubleOf(exception)!;
            }

            // A moment's silence is nothing to speak of.
            if (pause > FirstPause * 8)
                Say(trouble);
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What passes by itself or when somebody makes room; null for all else.</summary>
    private static string? TroubleOf(Exception exception) => exception switch
    {
        NatsJSApiException { Error: { Code: >= 500 } or { ErrCode: Layout.AccountIsFull } } full => $"it says: {full.Error.Description}",
        FullException full => $"it says: {full.Message}",
        NatsJSApiException => null,
        NatsServerException { IsAuthError: true } => "it does not let us in",
        NatsException or OperationCanceledException or TimeoutException or IOException or System.Net.Sockets.SocketException => Silent,
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
