using System.Threading.Channels;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Trials;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>Reads the results of a run, those included that stood there before, each once and without a gap.</summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build results are to be of.</param>
/// <param name="state">The run.</param>
/// <param name="patience">Waits while the server is away.</param>
/// <param name="say">Hears of damaged messages.</param>
internal sealed class ResultReader(ClusterLink link, Identity identity, RunState state, Patience patience, Action<string> say)
{
    private const int AtOnce = 1000;
    private const int MostDamaged = 3;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    private readonly Blobs _blobs = new(link);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, int> _damaged = [];
    private INatsJSConsumer? _consumer;
    private ulong _last;
    private ulong _delivered;

    /// <summary>Ends when all has been read that stood there at the beginning.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Reads until it is cancelled.</summary>
    public async Task ReadAsync(ChannelWriter<(string Key, TrialOutcome Outcome, TimeSpan Elapsed)> outcomes, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await patience.DoAsync(
                    async stop =>
                    {
                        await TakeAsync(outcomes, stop).ConfigureAwait(false);
                        return 0;
                    },
                    cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _caughtUp.TrySetCanceled(CancellationToken.None);
            await ForgetAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(ChannelWriter<(string, TrialOutcome, TimeSpan)> outcomes, CancellationToken cancellation)
    {
        var taken = 0;
        try
        {
            if (_consumer is null)
            {
                (_consumer, _delivered) = (await CreateAsync(cancellation).ConfigureAwait(false), 0);
                if (_consumer.Info.NumPending == 0)
                    _caughtUp.TrySetResult();
            }

            await foreach (var message in _consumer.FetchAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = AtOnce, Expires = Wait }, cancellationToken: cancellation).ConfigureAwait(false))
            {
                taken++;
                if (message.Metadata is not { } place || place.Sequence.Consumer != ++_delivered)
                {
                    // The server gives each message once. One that was under way when a connection broke is read again, from where there was no gap.
                    _consumer = null;
                    return;
                }

                var key = Subjects.KeyOfResult(message.Subject);
                if (state.Find(key) is { } trial
                    && (await ResultMessage.ReadAsync(key, trial, identity, message.Headers, message.Data, _blobs, cancellation).ConfigureAwait(false)
                        ?? await RefuseAsync(message, key, cancellation).ConfigureAwait(false)) is var (outcome, elapsed))
                {
                    // What was set aside in an earlier run may fare better now: with more memory, or on other workers.
                    if (outcome is SetAside && !CaughtUp.IsCompleted)
                    {
                        await RemoveAsync(message, cancellation).ConfigureAwait(false);
                    }
                    else
                    {
                        state.Arrive(key);
                        await outcomes.WriteAsync((key, outcome, elapsed), cancellation).ConfigureAwait(false);
                    }
                }

                _last = place.Sequence.Stream;
                if (place.NumPending == 0)
                    _caughtUp.TrySetResult();
            }

            if (taken > 0)
                return;

            // A server that was restarted knows nothing of this consumer, and says nothing either; or the last ones got lost.
            await _consumer.RefreshAsync(cancellation).ConfigureAwait(false);
            if (_consumer.Info.Delivered.ConsumerSeq != _delivered)
                _consumer = null;
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == 404)
        {
            // A server that lost its store has no streams either, and counts anew.
            (_consumer, _last) = (null, 0);
            await Layout.EnsureAsync(link, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested || exception is not OperationCanceledException)
        {
            _consumer = null;
            throw;
        }
    }

    private async Task<INatsJSConsumer> CreateAsync(CancellationToken cancellation) => await link.Streams.CreateConsumerAsync(
        Layout.Results,
        new ConsumerConfig
        {
            Name = $"results-{Guid.NewGuid():N}",
            FilterSubject = Subjects.Results(state.Run),
            AckPolicy = ConsumerConfigAckPolicy.None,
            DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
            OptStartSeq = _last + 1,
            InactiveThreshold = Forgotten,
            MemStorage = true,
        },
        cancellation).ConfigureAwait(false);

    // Removed, so that there is room for a sound one; a trial whose results are never sound is set aside.
    private async Task<(TrialOutcome Outcome, TimeSpan Elapsed)?> RefuseAsync(INatsJSMsg<byte[]> message, string key, CancellationToken cancellation)
    {
        var times = _damaged[key] = _damaged.GetValueOrDefault(key) + 1;
        if (times >= MostDamaged)
            return (new SetAside($"{times} results of it came damaged or were of another trial or build, the last from {message.Headers?["Assay-Worker"]}.", ""), TimeSpan.Zero);
        say($"A result of {message.Headers?["Assay-Worker"]} was damaged on its way, or is of another trial or build; the trial is done again.");
        await RemoveAsync(message, cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task RemoveAsync(INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        try
        {
            if (message.Metadata is { } where)
                await link.Streams.DeleteMessageAsync(Layout.Results, new StreamMsgDeleteRequest { Seq = where.Sequence.Stream }, cancellation).ConfigureAwait(false);
        }
        catch (NatsJSApiException exception) when (exception.Error.Code < 500)
        {
            // Somebody who shares the run has done it in the meantime.
        }
    }

    private async Task ForgetAsync()
    {
        if (_consumer is null)
            return;
        using var time = new CancellationTokenSource(EndTime);
        try
        {
            await link.Streams.DeleteConsumerAsync(Layout.Results, _consumer.Info.Name, time.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            // The server forgets it by itself.
        }
    }
}
