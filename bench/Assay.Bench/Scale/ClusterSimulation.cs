namespace Assay.Bench.Scale;

/// <summary>
/// The way of trials from the coordinator over the server to workers and back, event by event (discrete-event simulation: Tocher 1963). What waits for what is that of
/// <c>Assay.Cluster</c>: 64 messages are sent at a time, 20,000 trials are queued at most, a lane takes as many short trials at once as last 50 ms, and one at a time of others.
/// </summary>
internal sealed class ClusterSimulation
{
    private const int SentAtOnce = 64;
    private const int MostQueued = 20_000;
    private const double CopyAfter = 1.5;
    private const double LookEvery = 2;

    private readonly ClusterModel _model;
    private readonly PriorityQueue<Action, (double, long)> _events = new();
    private readonly Station _server = new(), _coordinator = new(), _in = new(), _out = new();
    private readonly Queue<int> _queue = [];
    private readonly Queue<(int Lane, int Most)> _waiting = [];
    private readonly HashSet<int> _copied = [];
    private readonly bool[] _isDone;
    private double _now, _worked, _emptySince = double.PositiveInfinity, _firstEmpty = double.NaN;
    private long _order;
    private int _sent, _done;

    private ClusterSimulation(ClusterModel model) => (_model, _isDone) = (model, new bool[model.Trials]);

    /// <summary>Runs it to the last result.</summary>
    public static ClusterOutcome Run(ClusterModel model) => new ClusterSimulation(model).Run();

    private ClusterOutcome Run()
    {
        for (var i = 0; i < SentAtOnce; i++)
            At(0, Send);
        for (var lane = 0; lane < _model.Lanes; lane++)
        {
            var own = lane;
            At(_model.Latency, () => Ask(own, 1));
        }

        At(LookEvery, Look);
        while (_done < _model.Trials)
        {
            _events.TryDequeue(out var happen, out var when);
            _now = when.Item1;
            happen!();
        }

        return new ClusterOutcome(_now, _model.Trials / _now, _server.Busy / _now, _coordinator.Busy / _now, Math.Max(_in.Busy, _out.Busy) / _now, _worked / _now / _model.Lanes, _now - _firstEmpty, _copied.Count);
    }

    private void At(double when, Action happen) => _events.Enqueue(happen, (when, _order++));

    private void Send()
    {
        if (_sent == _model.Trials)
            return;
        if (_sent - _done >= MostQueued)
        {
            At(_now + 0.05, Send);
            return;
        }

        Queue(_sent++, Send);
    }

    private void Queue(int trial, Action then)
    {
        var written = _coordinator.Do(_now, _model.CoordinatorTime / 2);
        At(written, () => At(_in.Do(_now, _model.TrialBytes / _model.Bandwidth) + _model.Latency, () => At(_server.Do(_now, _model.MessageTime), () =>
        {
            _queue.Enqueue(trial);
            while (_queue.Count > 0 && _waiting.TryDequeue(out var waiting))
                Give(waiting.Lane, waiting.Most);
            At(_now + _model.Latency, then);
        })));
    }

    // A lane asks for trials, at the server.
    private void Ask(int lane, int most) => At(_server.Do(_now, _model.MessageTime), () =>
    {
        if (_queue.Count == 0)
            _waiting.Enqueue((lane, most));
        else
            Give(lane, most);
    });

    private void Give(int lane, int most)
    {
        List<int> taken = [];
        while (taken.Count < most && _queue.TryDequeue(out var trial))
            taken.Add(trial);
        if (double.IsNaN(_firstEmpty) && _queue.Count == 0 && _sent == _model.Trials)
            _firstEmpty = _now;
        var given = _server.Do(_now, _model.MessageTime * taken.Count);
        At(given, () => At(_out.Do(_now, taken.Count * _model.TrialBytes / _model.Bandwidth) + _model.Latency, () => Work(lane, taken, 0)));
    }

    private void Work(int lane, List<int> taken, int at)
    {
        if (at == taken.Count)
        {
            At(_now + _model.Latency, () => Ask(lane, _model.Batch));
            return;
        }

        var length = _model.Length(taken[at]) * _model.Slowness(lane / _model.Cores);
        for (var beat = _model.Beat; beat < length; beat += _model.Beat)
            At(_now + beat, () => _server.Do(_now, _model.MessageTime));
        var end = _now + length + _model.WorkerTime;
        At(end, () =>
        {
            _worked += length;
            At(_in.Do(_now, _model.ResultBytes / _model.Bandwidth) + _model.Latency, () => Answer(lane, taken, at));
        });
    }

    // The result is stored, and only then is the trial acknowledged, and the next one begun.
    private void Answer(int lane, List<int> taken, int at)
    {
        var stored = _server.Do(_now, _model.MessageTime);
        At(stored, () =>
        {
            At(_now + _model.Latency, () => Work(lane, taken, at + 1));
            var passed = _server.Do(_now, _model.MessageTime * 2);
            At(passed, () => At(_out.Do(_now, _model.ResultBytes / _model.Bandwidth) + _model.Latency, () => At(_coordinator.Do(_now, _model.CoordinatorTime / 2), () => Receive(taken[at]))));
        });
    }

    private void Receive(int trial)
    {
        if (!_isDone[trial])
            _done++;
        _isDone[trial] = true;
    }

    // What the coordinator does now and then: copies of the last trials go to whoever waits.
    private void Look()
    {
        At(_now + LookEvery, Look);
        _emptySince = _queue.Count > 0 || _sent < _model.Trials ? double.PositiveInfinity : Math.Min(_emptySince, _now);
        if (!_model.CopiesLast || _now - _emptySince < CopyAfter * _model.MeanLength)
            return;
        foreach (var trial in Enumerable.Range(0, _model.Trials).Where(trial => !_isDone[trial] && !_copied.Contains(trial)).Take(_waiting.Count).ToList())
        {
            _copied.Add(trial);
            Queue(trial, () => { });
        }
    }
}

/// <summary>What came of a simulation.</summary>
/// <param name="Seconds">From the first trial sent to the last result at hand.</param>
/// <param name="Rate">Trials a second.</param>
/// <param name="Server">The share of the time that the server was busy; 1 is always.</param>
/// <param name="Coordinator">The same of the coordinator.</param>
/// <param name="Network">The same of the busier direction of the server's cable.</param>
/// <param name="Lanes">The same of lanes: time within trials.</param>
/// <param name="Tail">Seconds from the moment when nothing more waited to the end.</param>
/// <param name="Copies">Trials that were given to a second worker.</param>
internal sealed record ClusterOutcome(double Seconds, double Rate, double Server, double Coordinator, double Network, double Lanes, double Tail, int Copies);
