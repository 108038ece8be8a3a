using System.Collections.Concurrent;
using Assay.Cluster.Messages;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Workers;

/// <summary>The trials that this worker has and has not answered yet: it says again and again that it is still there, and hears when nobody waits for them any more.</summary>
internal sealed class HeldTrials
{
    private readonly ConcurrentDictionary<INatsJSMsg<byte[]>, (string Run, string Key, CancellationTokenSource Stop)> _held = new();

    /// <summary>Takes one up.</summary>
    /// <returns>Cancelled when nobody waits for it any more.</returns>
    public CancellationToken Take(INatsJSMsg<byte[]> message)
    {
        var stop = new CancellationTokenSource();
        var (run, key) = Subjects.ReadTrial(message.Subject) ?? ("", "");
        _held[message] = (run, key, stop);
        return stop.Token;
    }

    /// <summary>It has been answered, or handed back.</summary>
    public void Release(INatsJSMsg<byte[]> message)
    {
        if (_held.TryRemove(message, out var held))
            held.Stop.Dispose();
    }

    /// <summary>Says that the worker is still there, until it is cancelled.</summary>
    /// <param name="every">How often.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task BeatAsync(TimeSpan every, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var message in _held.Keys)
                    await BeatAsync(message, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    /// <summary>Listens for what has ended, until it is cancelled.</summary>
    public async Task ListenAsync(INatsConnection connection, CancellationToken cancellation)
    {
        try
        {
            await foreach (var news in connection.SubscribeAsync<byte[]>(Subjects.Stops, cancellationToken: cancellation).ConfigureAwait(false))
            {
                var (run, key) = Subjects.ReadStop(news.Subject);
                foreach (var held in _held.Values.Where(held => held.Run == run && (key is null || held.Key == key)))
                    Stop(held.Stop);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    private static async Task BeatAsync(INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        try
        {
            await message.AckProgressAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // The server is away; it gives the trial to somebody else if that takes long.
        }
    }

    private static void Stop(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just been answered.
        }
    }
}
