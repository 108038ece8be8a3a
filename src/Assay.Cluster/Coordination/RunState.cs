using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using Assay.Trials;

namespace Assay.Cluster.Coordination;

/// <summary>The trials of a run, and which of them are done.</summary>
internal sealed class RunState
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<Trial> _trials;
    private readonly Dictionary<string, List<int>> _indices = [];
    private readonly HashSet<string> _open;
    private readonly Dictionary<string, ulong> _queued = [];
    private readonly HashSet<string> _arrived = [];
    private readonly HashSet<string> _fresh = [];
    private readonly RecentRate _rate = new();
    private TimeSpan _worked;
    private int _aside;

    public RunState(IReadOnlyList<Trial> trials, string build)
    {
        _trials = trials;
        List<string> keys = [.. trials.Select(trial => trial.KeyFor(build))];
        for (var i = 0; i < keys.Count; i++)
        {
            if (!_indices.TryGetValue(keys[i], out var indices))
                _indices[keys[i]] = indices = [];
            else if (trials[indices[0]] is var first && (first.Kind != trials[i].Kind || !first.Input.Span.SequenceEqual(trials[i].Input.Span)))
                throw new InvalidOperationException($"Two trials that differ have the key {keys[i]}.");
            indices.Add(i);
        }

        Keys = [.. _indices.Keys];
        _open = [.. Keys];

        // Whoever gives trials less time sets some aside that others would not.
        Run = Subjects.RunOf(trials.Select((trial, index) => FormattableString.Invariant($"{keys[index]} {trial.Time.Ticks}")));
    }

    /// <summary>The name of the run.</summary>
    public string Run { get; }

    /// <summary>The keys of all trials, in order, each once.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>How many are done.</summary>
    public int Done => Keys.Count - OpenCount;

    /// <summary>How many were set aside.</summary>
    public int Aside => Volatile.Read(ref _aside);

    /// <summary>How many are done a second, lately; what was done before the run began does not count.</summary>
    public double Rate => _rate.Value;

    /// <summary>How many are not done.</summary>
    public int OpenCount
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>How many were queued by this coordinator and are not done.</summary>
    public int QueuedCount
    {
        get
        {
            lock (_lock)
                return _queued.Count;
        }
    }

    /// <summary>The mean time that a trial took; null before the first is done.</summary>
    public TimeSpan? MeanTime
    {
        get
        {
            lock (_lock)
                return Keys.Count > _open.Count ? _worked / (Keys.Count - _open.Count) : null;
        }
    }

    /// <summary>The trial of a key.</summary>
    public Trial this[string key] => Find(key) ?? throw new KeyNotFoundException(key);

    /// <summary>The trial of a key; null where it is none of the run.</summary>
    public Trial? Find(string key) => _indices.TryGetValue(key, out var indices) ? _trials[indices[0]] : null;

    /// <summary>A trial is to be queued, for the first time.</summary>
    /// <returns>Whether it is not done.</returns>
    public bool Queue(string key)
    {
        lock (_lock)
            return _open.Contains(key) && !_arrived.Contains(key) && _queued.TryAdd(key, 0);
    }

    /// <summary>A trial has been queued.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="place">Its number in the stream.</param>
    public void QueuedAs(string key, ulong place)
    {
        lock (_lock)
        {
            if (_queued.ContainsKey(key))
                _queued[key] = place;
        }
    }

    /// <summary>Of the trials that are queued all but the first ones are so no longer.</summary>
    /// <returns>Their numbers in the stream.</returns>
    public IReadOnlyList<ulong> Unqueue(int kept)
    {
        lock (_lock)
        {
            List<ulong> places = [];
            foreach (var key in Keys.Where(_queued.ContainsKey).Skip(kept).ToList())
            {
                _queued.Remove(key, out var place);
                places.Add(place);
            }

            return places;
        }
    }

    /// <summary>A result of a trial is here, and soon counts.</summary>
    public void Arrive(string key)
    {
        lock (_lock)
        {
            if (_queued.Remove(key))
                _fresh.Add(key);
            _arrived.Add(key);
        }
    }

    /// <summary>The trials that were queued and are not done, in order.</summary>
    public IReadOnlyList<string> Queued()
    {
        lock (_lock)
            return [.. Keys.Where(_queued.ContainsKey)];
    }

    /// <summary>The numbers in the stream of the trials that were queued and are not done; 0 where it is not known.</summary>
    public IReadOnlyList<ulong> Places()
    {
        lock (_lock)
            return [.. _queued.Values];
    }

    /// <summary>A trial is done.</summary>
    /// <returns>Where it stands in the run; nowhere when it is none of the run, or was done before.</returns>
    public IReadOnlyList<int> Complete(string key, TrialOutcome outcome, TimeSpan elapsed)
    {
        bool isFresh;
        lock (_lock)
        {
            if (!_open.Remove(key))
                return [];
            isFresh = _queued.Remove(key) | _fresh.Remove(key);
            _worked += elapsed;
            if (outcome is SetAside)
                _aside++;
        }

        if (isFresh)
            _rate.Count();
        return _indices[key];
    }
}
