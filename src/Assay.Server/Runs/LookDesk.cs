using System.Collections.Concurrent;
using Assay.Server.Pool;
using Assay.Server.Work;

namespace Assay.Server.Runs;

/// <summary>Has texts looked at while they are written. A later text of a client takes the place of an earlier one.</summary>
/// <param name="lane">Who looks.</param>
/// <param name="limits">What a look may use.</param>
internal sealed class LookDesk(Lane lane, ServeLimits limits)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _latest = new();
    private int _isExpected;

    /// <summary>Somebody has opened the page, and will soon write.</summary>
    public void Expect()
    {
        if (Interlocked.Exchange(ref _isExpected, 1) == 0)
            _ = Task.Run(lane.Warm);
    }

    /// <summary>What has to be repaired; null where a later text took the place of this one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="FullException">Too many are waiting.</exception>
    public async Task<Diagnosed?> LookAsync(string text, string client, CancellationToken cancellation)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await TakeOverAsync(client, own).ConfigureAwait(false);
        try
        {
            Diagnosed? found = null;
            var request = new WorkRequest(false, text, limits.LookTime.TotalSeconds, limits.Memory / 2);

            // One that has begun is soon done; to break it off would cost a warm worker at every word that is written.
            var end = await lane.AskAsync(client, request, () => { }, happening => { found = happening as Diagnosed; return ValueTask.CompletedTask; }, own.Token, CancellationToken.None).ConfigureAwait(false);
            return own.IsCancellationRequested ? null : found ?? Unseen(end);
        }
        finally
        {
            _latest.TryRemove(KeyValuePair.Create(client, own));
        }
    }

    private async Task TakeOverAsync(string client, CancellationTokenSource own)
    {
        CancellationTokenSource? earlier = null;
        _latest.AddOrUpdate(client, own, (_, before) =>
        {
            earlier = before;
            return own;
        });
        try
        {
            await (earlier?.CancelAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private static Diagnosed Unseen(WorkEnd end) => new(
        [new ShownProblem(0, 0, end == WorkEnd.OutOfTime ? "Looking at this text takes too long." : "This text cannot be looked at: it is too large or nested too deeply.", "Make it simpler.")], [])
    {
        IsOutOfTime = end == WorkEnd.OutOfTime,
    };
}
