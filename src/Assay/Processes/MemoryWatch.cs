using System.Diagnostics;

namespace Assay.Processes;

/// <summary>Watches how much memory a process has, and ends its request when that is too much.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly Process _process;
    private readonly long _most;
    private readonly CancellationTokenSource _limit;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private bool _isOver;

    public MemoryWatch(Process process, long most, TimeSpan every, CancellationTokenSource limit)
    {
        (_process, _most, _limit) = (process, most, limit);
        _timer = new Timer(_ => Look(), null, every, every);
    }

    /// <summary>Whether there was too much.</summary>
    public bool IsFull { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
            _isOver = true;
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            try
            {
                _process.Refresh();
                if (_process.HasExited || _process.WorkingSet64 <= _most)
                    return;
            }
            catch (InvalidOperationException)
            {
                return;
            }

            IsFull = true;
            _limit.Cancel();
        }
    }
}
