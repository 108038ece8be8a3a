using System.Threading.Channels;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Trials;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>Reads the results of a run, those included that stood there before.</summary>
/// <param name="link">The connection.</param>
/// <param name="run">The run.</param>
/// <param name="patience">Waits while the server is away.</param>
/// <param name="say">Hears of damaged messages.</param>
internal sealed class ResultReader(ClusterLink link, string run, Patience patience, Action<string> say)
{
    private const int AtOnce = 1000;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);

    private readonly Blobs _blobs = new(link);
    private INatsJSConsumer? _consumer;
    private ulong _last;

    /// <summary>Reads until it is cancelled.</summary>
    public async Task ReadAsync(ChannelWriter<(string Key, TrialOutcome Outcome, TimeSpan Elapsed)> outcomes, CancellationToken cancellation)
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

    private async Task TakeAsync(ChannelWriter<(string, TrialOutcome, TimeSpan)> outcomes, CancellationToken cancellation)
    {
        var taken = 0;
        try
        {
            _consumer ??= await CreateAsync(cancellation).ConfigureAwait(false);
            await foreach (var message in _consumer.FetchAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = AtOnce, Expires = Wait }, cancellationToken: cancellation).ConfigureAwait(false))
            {
                taken++;
                if (await ResultMessage.ReadAsync(message.Headers, message.Data, _blobs, cancellation).ConfigureAwait(false) is var (outcome, elapsed))
                    await outcomes.WriteAsync((Subjects.KeyOfResult(message.Subject), outcome, elapsed), cancellation).ConfigureAwait(false);
                else
                    await RemoveAsync(message, cancellation).ConfigureAwait(false);
                _last = message.Metadata?.Sequence.Stream ?? _last;
            }

            // A server that was restarted knows nothing of this consumer, and says nothing either.
            if (taken == 0)
                await _consumer.RefreshAsync(cancellation).ConfigureAwait(false);
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
            FilterSubject = Subjects.Results(run),
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
        say($"A result of {message.Headers?["Assay-Worker"]} was damaged on its way; the trial is done again.");
        if (message.Metadata is { } where)
            await link.Streams.DeleteMessageAsync(Layout.Results, new StreamMsgDeleteRequest { Seq = where.Sequence.Stream }, cancellation).ConfigureAwait(false);
    }
}
