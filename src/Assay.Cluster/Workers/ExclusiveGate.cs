namespace Assay.Cluster.Workers;

/// <summary>Lets trials side by side, or a single one that may be the end of the whole worker: then nothing else is under way that would be suspected with it.</summary>
/// <param name="places">How many at a time.</param>
internal sealed class ExclusiveGate(int places) : IDisposable
{
    private readonly SemaphoreSlim _places = new(places, places);
    private readonly SemaphoreSlim _alone = new(1, 1);

    /// <summary>Enters beside others.</summary>
    /// <returns>To be disposed of when it is over.</returns>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        return new Leave(() => _places.Release());
    }

    /// <summary>Enters when all others have left; those who want the same take turns.</summary>
    /// <returns>To be disposed of when it is over.</returns>
    public async Task<IDisposable> EnterAloneAsync(CancellationToken cancellation)
    {
        await _alone.WaitAsync(cancellation).ConfigureAwait(false);
        var taken = 0;
        var leave = new Leave(() =>
        {
            if (taken > 0)
                _places.Release(taken);
            _alone.Release();
        });
        try
        {
            for (; taken < places; taken++)
                await _places.WaitAsync(cancellation).ConfigureAwait(false);
            return leave;
        }
        catch
        {
            leave.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _alone.Dispose();
    }

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
