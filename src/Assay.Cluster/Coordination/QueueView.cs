using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Cluster.Workers;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>What stands on the server.</summary>
/// <param name="link">The connection.</param>
internal sealed class QueueView(ClusterLink link)
{
    /// <summary>The keys of a run that wait or are under way.</summary>
    public async ValueTask<HashSet<string>> TrialsAsync(string tag, string run, CancellationToken cancellation)
    {
        var info = (await link.Streams.GetStreamAsync(Layout.Trials, new StreamInfoRequest { SubjectsFilter = Subjects.Trials(tag, run) }, cancellation).ConfigureAwait(false)).Info;
        return [.. (info.State.Subjects?.Keys ?? Enumerable.Empty<string>()).Select(subject => Subjects.ReadTrial(subject)?.Key ?? "")];
    }

    /// <summary>How many trials of a build wait, and how many are with workers; null where no worker of it has ever joined.</summary>
    public async ValueTask<(long Waiting, long UnderWay)?> QueueAsync(string tag, CancellationToken cancellation)
    {
        try
        {
            var info = (await link.Streams.GetConsumerAsync(Layout.Trials, TrialQueue.NameOf(tag), cancellation).ConfigureAwait(false)).Info;
            return ((long)info.NumPending, (long)info.NumAckPending);
        }
        catch (NatsJSApiException exception) when (exception.Error.Code == 404)
        {
            return null;
        }
    }
}
