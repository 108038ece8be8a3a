using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using NATS.Client.Core;
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

    // Each lane that has nothing to do waits at the server; it takes 512 unless told otherwise, and does not let that be changed.
    private const int MostWaiting = 100_000;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BriefWait = TimeSpan.FromSeconds(1);

    private int _seeing;
    private volatile INatsJSConsumer? _consumer;

    /// <summary>The name of the queue of a build.</summary>
    public static string NameOf(string tag) => $"lanes-{tag}";

    /// <summary>Joins it. All workers of a queue count as lost after the same time: what the first one says holds as long as there is another.</summary>
    /// <param name="lostAfter">Time without a sign of life after which a trial is given to somebody else.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The time that holds.</returns>
    public async Task<TimeSpan> JoinAsync(TimeSpan lostAfter, CancellationToken cancellation)
    {
        var members = await Roster.AskAsync(link, AnswerTime, cancellation).ConfigureAwait(false);
        var isFirst = !members.Any(member => member.Role == MemberStatus.Worker && member.Tag == identity.Tag);
        return await patience.DoAsync(
            async stop =>
            {
                _consumer = (isFirst ? null : await FindAsync(stop).ConfigureAwait(false)) ?? await CreateAsync(lostAfter, stop).ConfigureAwait(false);
                return _consumer.Info.Config.AckWait;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes what waits, but no more than so many; where nothing does, waits for one.</summary>
    /// <param name="most">How many.</param>
    /// <param name="isBrief">Whether it waits for a moment only.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What came; maybe nothing.</returns>
    public async Task<IReadOnlyList<INatsJSMsg<byte[]>>> TakeAsync(int most, bool isBrief, CancellationToken cancellation) => await patience.DoAsync<IReadOnlyList<INatsJSMsg<byte[]>>>(
        async stop =>
        {
            var taken = new List<INatsJSMsg<byte[]>>();
            try
            {
                if (most > 1)
                {
                    await foreach (var message in _consumer!.FetchNoWaitAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = most }, cancellationToken: stop).ConfigureAwait(false))
                        taken.Add(message);
                }

                if (taken.Count == 0 && await _consumer!.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = isBrief ? BriefWait : Wait }, cancellationToken: stop).ConfigureAwait(false) is { } next)
                    taken.Add(next);
                if (taken.Count == 0 && !isBrief)
                    await SeeToItAsync(stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (taken.Count > 0 && (exception is NatsException or OperationCanceledException))
            {
                // What has come is ours, whatever stopped the rest.
            }

            return taken;
        },
        cancellation).ConfigureAwait(false);

    // Whoever waits at a queue that is no longer there, as on a server that lost its store, hears nothing of it.
    private async Task SeeToItAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _seeing, 1) == 1)
            return;
        try
        {
            if (await FindAsync(cancellation).ConfigureAwait(false) is not null)
                return;
            await Layout.EnsureAsync(link, cancellation).ConfigureAwait(false);
            _consumer = await CreateAsync(_consumer!.Info.Config.AckWait, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _seeing, 0);
        }
    }

    private async Task<INatsJSConsumer> CreateAsync(TimeSpan lostAfter, CancellationToken cancellation) => await link.Streams.CreateOrUpdateConsumerAsync(
        Layout.Trials,
        new ConsumerConfig(NameOf(identity.Tag))
        {
            FilterSubject = Subjects.Trials(identity.Tag),
            AckPolicy = ConsumerConfigAckPolicy.Explicit,
            AckWait = lostAfter,
            MaxAckPending = MostPending,
            MaxWaiting = MostWaiting,
        },
        cancellation).ConfigureAwait(false);

    private async Task<INatsJSConsumer?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            return await link.Streams.GetConsumerAsync(Layout.Trials, NameOf(identity.Tag), cancellation).ConfigureAwait(false);
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == 404)
        {
            return null;
        }
    }
}
