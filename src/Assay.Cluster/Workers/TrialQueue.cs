using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Workers;

/// <summary>The trials that wait for workers of one build.</summary>
/// <param name="link">The connection.</param>
/// <param name="identity">The build.</param>
/// <param name="patience">Waits while the server is away.</param>
internal sealed class TrialQueue(ClusterLink link, Identity identity, Patience patience)
{
    private const int MostPending = 100_000;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private INatsJSConsumer? _consumer;

    /// <summary>The name of the queue of a build.</summary>
    public static string NameOf(string tag) => $"workers-{tag}";

    /// <summary>Joins it.</summary>
    /// <param name="lostAfter">Time without a sign of life after which a trial is given to somebody else.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task JoinAsync(TimeSpan lostAfter, CancellationToken cancellation) => _consumer = await patience.DoAsync(
        async stop => await link.Streams.CreateOrUpdateConsumerAsync(
            Layout.Trials,
            new ConsumerConfig(NameOf(identity.Tag))
            {
                FilterSubject = Subjects.Trials(identity.Tag),
                AckPolicy = ConsumerConfigAckPolicy.Explicit,
                AckWait = lostAfter,
                MaxAckPending = MostPending,
            },
            stop).ConfigureAwait(false),
        cancellation).ConfigureAwait(false);

    /// <summary>Takes what waits, but no more than so many; where nothing does, waits for one.</summary>
    public async Task<IReadOnlyList<INatsJSMsg<byte[]>>> TakeAsync(int most, CancellationToken cancellation) => await patience.DoAsync<IReadOnlyList<INatsJSMsg<byte[]>>>(
        async stop =>
        {
            var taken = new List<INatsJSMsg<byte[]>>();
            if (most > 1)
            {
                await foreach (var message in _consumer!.FetchNoWaitAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = most }, cancellationToken: stop).ConfigureAwait(false))
                    taken.Add(message);
            }

            if (taken.Count == 0 && await _consumer!.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = Wait }, cancellationToken: stop).ConfigureAwait(false) is { } next)
                taken.Add(next);
            return taken;
        },
        cancellation).ConfigureAwait(false);
}
