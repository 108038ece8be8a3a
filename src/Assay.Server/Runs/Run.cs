using System.Runtime.CompilerServices;

namespace Assay.Server.Runs;

/// <summary>A submission that is waiting or being decided. Any number may watch it, and come back where they left.</summary>
/// <param name="id">Its name.</param>
/// <param name="text">The document.</param>
/// <param name="client">Whose it is.</param>
internal sealed class Run(string id, string text, string client) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<RunEvent> _events = [];
    private readonly CancellationTokenSource _cancel = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _last;
    private bool _isOver;
    private bool _isForgotten;

    /// <summary>Its name, which cannot be guessed.</summary>
    public string Id => id;

    /// <summary>The document.</summary>
    public string Text => text;

    /// <summary>Whose it is.</summary>
    public string Client => client;

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Where it is.</summary>
    public RunState State { get; set; }

    /// <summary>Whether nothing of it is to be kept.</summary>
    public bool IsForgotten
    {
        get => Volatile.Read(ref _isForgotten);
        set => Volatile.Write(ref _isForgotten, value);
    }

    /// <summary>How many characters its events have.</summary>
    public long Told
    {
        get
        {
            lock (_lock)
                return _events.Sum(happening => (long)happening.Data.Length);
        }
    }

    /// <summary>Cancelled when it is given up.</summary>
    public CancellationToken Cancellation => _cancel.Token;

    /// <summary>Gives it up.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (!_isOver)
                _cancel.Cancel();
        }
    }

    /// <summary>Tells all who watch.</summary>
    /// <param name="name">What kind of event.</param>
    /// <param name="data">The rest, as JSON on one line.</param>
    /// <param name="isLast">Whether nothing comes after it.</param>
    public void Tell(string name, string data, bool isLast = false)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            // Of what is replaced by the next of its kind, only the latest is worth telling those who come later.
            if (name is "progress" or "state")
                _events.RemoveAll(old => old.Name == name);
            _events.Add(new RunEvent(++_last, name, data));
            _isOver |= isLast;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>Whether nothing comes after an event.</summary>
    /// <param name="known">The number of the event; 0 for none.</param>
    public bool IsOverAfter(long known)
    {
        lock (_lock)
            return _isOver && known >= _last;
    }

    /// <summary>The events after one, and those to come.</summary>
    /// <param name="after">The number of the last event that is known; 0 for none.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<RunEvent> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            List<RunEvent> news;
            Task changed;
            bool isOver;
            lock (_lock)
            {
                news = _events.FindAll(happening => happening.Id > after);
                (changed, isOver) = (_changed.Task, _isOver);
            }

            foreach (var happening in news)
                yield return happening;
            if (isOver)
                yield break;
            if (news.Count > 0)
                after = news[^1].Id;
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cancel.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
