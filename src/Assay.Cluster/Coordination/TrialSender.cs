using System.Threading.Channels;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>
/// Puts the trials of a run into the queue, so many at a time that the server has room for their results: where it has none, the queue is taken back and filled anew to the half, or nothing
/// would ever leave it.
/// </summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build this is.</param>
/// <param name="state">The run.</param>
/// <param name="patience">Waits while the server is away.</param>
/// <param name="say">Hears what a user should know.</param>
internal sealed class TrialSender(ClusterLink link, Identity identity, RunState state, Patience patience, Action<string> say)
{
    /// <summary>The name of the copy that goes first.</summary>
    public const string First = "0";

    /// <summary>The name of the copy that idle workers get.</summary>
    public const string Second = "1";

    // So many trials are queued at most, so that a long run does not fill the server.
    private const int MostOpen = 20_000;
    private const int AtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    private readonly Blobs _blobs = new(link);
    private readonly RunQueue _queue = new(link);
    private readonly Channel<bool> _again = Channel.CreateUnbounded<bool>();
    private volatile int _window = MostOpen;
    private volatile bool _isFull;
    private readonly HashSet<string> _said = [];

    /// <summary>Whether all are queued or done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Queues everything that has no result yet, and again what is taken back, until it is cancelled.</summary>
    /// <param name="resultsRead">Ends when the results of earlier runs have been read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SendAllAsync(Task resultsRead, CancellationToken cancellation)
    {
        await resultsRead.WaitAsync(cancellation).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        while (true)
        {
            await Parallel.ForEachAsync(state.Keys, options, async (key, stop) =>
            {
                while (state.QueuedCount >= _window && !_isFull)
                    await Task.Delay(Pause, stop).ConfigureAwait(false);
                if (!_isFull && state.Queue(key))
                    await SendAsync(key, First, stop).ConfigureAwait(false);
            }).ConfigureAwait(false);
            IsDone = !_isFull;
            if (!_isFull)
                await _again.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            IsDone = false;
            await TakeBackAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Queues a trial, unless it is queued already.</summary>
    public async ValueTask SendAsync(string key, string copy, CancellationToken cancellation)
    {
        try
        {
            var place = await patience.DoAsync(
                async stop =>
                {
                    var (headers, body) = await TrialMessage.WriteAsync(state[key], key, identity, _blobs, stop).ConfigureAwait(false);
                    return await link.PutAsync(Subjects.Trial(identity.Tag, state.Run, key, copy), body, headers, stop).ConfigureAwait(false);
                },
                cancellation,
                waitsForRoom: false).ConfigureAwait(false);
            state.QueuedAs(key, place);
        }
        catch (FullException) when (copy == First)
        {
            HasNoRoom();
        }
        catch (FullException)
        {
            // It can do without.
        }
    }

    /// <summary>The server has no room for results.</summary>
    public void HasNoRoom()
    {
        if (_isFull)
            return;
        _isFull = true;
        _again.Writer.TryWrite(true);
    }

    /// <summary>Results come: more may be queued, up to where it was.</summary>
    public void Grow()
    {
        if (!_isFull)
            _window = Math.Min(MostOpen, _window + (_window / 8) + 1);
    }

    // A worker that has one of them already goes on, and its result counts.
    private async Task TakeBackAsync(CancellationToken cancellation)
    {
        var trouble = _window > 1
            ? $"{link.Server} has no room: fewer trials are queued at a time."
            : $"{link.Server} has no room, not even for a single trial and its result; waiting. Results of other runs may be in its way, or its store is too small (max_file_store).";
        _window = Math.Max(1, Math.Min(state.QueuedCount, _window) / 2);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(state.Unqueue(_window).Where(place => place > 0), options, async (place, stop) => await patience.DoAsync(own => _queue.RemoveAsync(place, own), stop).ConfigureAwait(false)).ConfigureAwait(false);
        if (_said.Add(trouble))
            say(trouble);
        await Task.Delay(LongPause, cancellation).ConfigureAwait(false);
        while (_again.Reader.TryRead(out _))
        {
            // All that was heard until now is answered by this.
        }

        _isFull = false;
    }
}
