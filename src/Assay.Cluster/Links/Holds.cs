namespace Assay.Cluster.Links;

/// <summary>Counts what goes on, for somebody who waits until nothing does.</summary>
internal sealed class Holds
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>Something begins.</summary>
    /// <returns>Ends it.</returns>
    public IDisposable Take()
    {
        lock (_lock)
            _count++;
        return new Hold(this);
    }

    /// <summary>Waits until nothing goes on, or for so long.</summary>
    public async Task WaitAsync(TimeSpan most)
    {
        Task none;
        lock (_lock)
        {
            if (_count == 0)
                return;
            none = (_none ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await Task.WhenAny(none, Task.Delay(most)).ConfigureAwait(false);
    }

    private void Release()
    {
        lock (_lock)
        {
            if (--_count == 0)
                _none?.TrySetResult();
        }
    }

    private sealed class Hold(Holds holds) : IDisposable
    {
        private Holds? _holds = holds;

        public void Dispose() => Interlocked.Exchange(ref _holds, null)?.Release();
    }
}
