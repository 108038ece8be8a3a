using Assay.Cluster.Links;
using Assay.Cluster.Messages;

namespace Assay.Cluster.Coordination;

/// <summary>Puts the trials of a run into the queue.</summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build this is.</param>
/// <param name="state">The run.</param>
/// <param name="patience">Waits while the server is away or full.</param>
internal sealed class TrialSender(ClusterLink link, Identity identity, RunState state, Patience patience)
{
    /// <summary>The name of the copy that goes first.</summary>
    public const string First = "0";

    /// <summary>The name of the copy that idle workers get.</summary>
    public const string Second = "1";

    // So many trials are queued at most, so that a long run does not fill the server.
    private const int MostOpen = 20_000;
    private const int AtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Blobs _blobs = new(link);
    /// <summary>Whether all are queued or done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Queues everything that has no result yet.</summary>
    /// <param name="resultsRead">Ends when the results of earlier runs have been read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SendAllAsync(Task resultsRead, CancellationToken cancellation)
    {
        await resultsRead.WaitAsync(cancellation).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(state.Keys, options, async (key, stop) =>
        {
            while (state.QueuedCount >= MostOpen)
                await Task.Delay(Pause, stop).ConfigureAwait(false);
            if (state.Queue(key))
                await SendAsync(key, First, stop).ConfigureAwait(false);
        }).ConfigureAwait(false);
        IsDone = true;
    }

    /// <summary>Queues a trial, unless it is queued already.</summary>
    public async ValueTask SendAsync(string key, string copy, CancellationToken cancellation)
    {
        await patience.DoAsync(
            async stop =>
            {
                var (headers, body) = await TrialMessage.WriteAsync(state[key], key, identity, _blobs, stop).ConfigureAwait(false);
                return await link.PutAsync(Subjects.Trial(identity.Tag, state.Run, key, copy), body, headers, stop).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }
}
