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
/// <param name="state">The run.</param>
/// <param name="patience">Waits while the server is away.</param>
/// <param name="say">Hears of damaged messages.</param>
internal sealed class ResultReader(ClusterLink link, RunState state, Patience patience, Action<string> say)
{
    private const int AtOnce = 1000;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    private readonly Blobs _blobs = new(link);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
                if (state.Find(key) is { } trial && await ResultMessage.ReadAsync(trial, message.Headers, message.Data, _blobs, cancellation).ConfigureAwait(false) is var (outcome, elapsed))
                {
                    state.Arrive(key);
                    await outcomes.WriteAsync((key, outcome, elapsed), cancellation).ConfigureAwait(false);
                }
                else
                {
                    await RemoveAsync(message, cancellation).ConfigureAwait(false);
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
            _consumer = null;
        }
        catch
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

    // Without it there is room for a sound one.
    private async Task RemoveAsync(INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        say($"A result of {message.Headers?["Assay-Worker"]} was damaged on its way, or is one of another trial; the trial is done again.");
        if (message.Metadata is { } where)
            await link.Streams.DeleteMessageAsync(Layout.Results, new StreamMsgDeleteRequest { Seq = where.Sequence.Stream }, cancellation).ConfigureAwait(false);
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
