using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;

namespace Assay.Cluster.Links;

/// <summary>
/// The streams on the server. Trials wait in a work queue, a subject for each, which leaves it when it is acknowledged; results stand in another, a subject for each. A
/// second message of the same subject is refused by the server in both: so a trial is queued once and a result counted once, whoever sends it how often.
/// </summary>
internal static class Layout
{
    /// <summary>Counts up when older programs would misread the streams.</summary>
    public const int Version = 2;

    public const string Trials = "ASSAY_TRIALS";
    public const string Results = "ASSAY_RESULTS";
    public const string Blobs = "assay-blobs";

    /// <summary>Codes of errors of JetStream; see server/errors.json in its source.</summary>
    public const int NotFound = 10059, NotStored = 10077, NotEnabled = 10076, NotEnabledForAccount = 10039, AccountIsFull = 10002, InUse = 10058, NotYet = 10008;

    private static readonly string Description = FormattableString.Invariant($"assay layout {Version}");
    private static readonly TimeSpan TrialAge = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResultAge = TimeSpan.FromDays(1);

    // A cluster of servers keeps each stream on so many of them, so that one may fail.
    private const int Copies = 3;

    /// <summary>Makes the streams where they are not there, on three servers where there are as many.</summary>
    /// <exception cref="ClusterException">They have the layout of another version.</exception>
    public static async Task EnsureAsync(ClusterLink link, CancellationToken cancellation)
    {
        await EnsureAsync(link, Stream(Trials, "assay.trial.>", StreamConfigRetention.Workqueue, TrialAge), cancellation).ConfigureAwait(false);
        await EnsureAsync(link, Stream(Results, "assay.result.>", StreamConfigRetention.Limits, ResultAge), cancellation).ConfigureAwait(false);
        try
        {
            await link.Objects.GetObjectStoreAsync(Blobs, cancellation).ConfigureAwait(false);
        }
        catch (NatsJSApiException exception) when (exception.Error.ErrCode == NotFound)
        {
            await MakeAsync(link, async copies => await link.Objects.CreateObjectStoreAsync(new NatsObjConfig(Blobs) { MaxAge = TrialAge, NumberOfReplicas = copies }, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private static async Task EnsureAsync(ClusterLink link, StreamConfig wanted, CancellationToken cancellation)
    {
        var name = wanted.Name!;
        try
        {
            var there = (await link.Streams.GetStreamAsync(name, cancellationToken: cancellation).ConfigureAwait(false)).Info.Config;
            if (there.Description != Description)
            {
                throw new ClusterException(
                    $"The stream {name} on {link.Server} is of another version of Assay: it says '{there.Description}', and this version works with '{Description}'.",
                    $"Let the other version finish and remove the stream ('nats stream rm {name}'), or use another account or server.");
            }
        }
        catch (NatsJSApiException exception) when (exception.Error.ErrCode == NotFound)
        {
            await MakeAsync(link, async copies => await link.Streams.CreateStreamAsync(wanted with { NumReplicas = copies }, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private static async Task MakeAsync(ClusterLink link, Func<int, Task> make)
    {
        if (link.Connection.ServerInfo?.ClientConnectUrls is { Length: >= Copies })
        {
            try
            {
                await make(Copies).ConfigureAwait(false);
                return;
            }
            catch (NatsJSApiException exception) when (exception.Error.ErrCode is not (NotEnabled or NotYet))
            {
                // Not all of them have JetStream, or room.
            }
        }

        try
        {
            await make(1).ConfigureAwait(false);
        }
        catch (NatsJSApiException exception) when (exception.Error.ErrCode == InUse)
        {
            // Somebody else has made it in the meantime, on three servers.
        }
    }

    private static StreamConfig Stream(string name, string subjects, StreamConfigRetention retention, TimeSpan age) => new(name, [subjects])
    {
        Description = Description,
        Retention = retention,
        MaxAge = age,
        MaxMsgsPerSubject = 1,
        Discard = StreamConfigDiscard.New,
        DiscardNewPerSubject = true,
    };
}
