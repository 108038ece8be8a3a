using Assay.Processes;
using Assay.Server.Work;

namespace Assay.Server.Pool;

/// <summary>Answers requests by workers, so many at a time and clients in turn. Workers that did well wait for the next request.</summary>
/// <param name="program">What workers are.</param>
/// <param name="gate">Who is next.</param>
/// <param name="kept">How many workers are kept ready.</param>
internal sealed class Lane(WorkerProgram program, FairGate gate, int kept) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<WorkerProcess> _all = [];
    private readonly Stack<WorkerProcess> _ready = [];
    private bool _isOver;

    /// <summary>Starts the first worker before anybody asks.</summary>
    public void Warm()
    {
        try
        {
            Return(Start());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Whoever asks first is told.
        }
    }

    /// <summary>Waits for a place, asks a worker, and passes on what it says.</summary>
    /// <param name="client">Whose request it is.</param>
    /// <param name="request">The request.</param>
    /// <param name="started">Called when its turn has come.</param>
    /// <param name="heard">Hears each event.</param>
    /// <param name="waiting">Gives the request up while it waits for its turn.</param>
    /// <param name="working">Gives it up afterwards, which costs a worker.</param>
    /// <exception cref="FullException">Too many are waiting.</exception>
    public async Task<WorkEnd> AskAsync(
        string client, WorkRequest request, Action started, Func<WorkEvent, ValueTask> heard, CancellationToken waiting, CancellationToken working)
    {
        IDisposable place;
        try
        {
            place = await gate.EnterAsync(client, waiting).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return WorkEnd.Cancelled;
        }

        using (place)
        {
            started();
            WorkerProcess worker;
            try
            {
                worker = Take() ?? Start();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return WorkEnd.Broken;
            }

            try
            {
                return await worker.AskAsync(request, heard, working).ConfigureAwait(false);
            }
            finally
            {
                Return(worker);
            }
        }
    }

    /// <summary>Ends all workers.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            foreach (var worker in _all)
                worker.Dispose();
            _all.Clear();
            _ready.Clear();
        }
    }

    private WorkerProcess? Take()
    {
        lock (_lock)
        {
            while (_ready.TryPop(out var worker))
            {
                if (worker.IsFit)
                    return worker;
                Drop(worker);
            }

            return null;
        }
    }

    private WorkerProcess Start()
    {
        var worker = new WorkerProcess(program);
        lock (_lock)
        {
            if (_isOver)
                worker.Dispose();
            else
                _all.Add(worker);
        }

        return worker;
    }

    private void Return(WorkerProcess worker)
    {
        var replaces = false;
        lock (_lock)
        {
            if (_isOver)
                return;
            if (worker.IsFit && _ready.Count < kept)
            {
                _ready.Push(worker);
                return;
            }

            replaces = !worker.IsFit && _ready.Count == 0;
            Drop(worker);
        }

        // The next one finds a worker that has warmed up.
        if (replaces)
            Warm();
    }

    private void Drop(WorkerProcess worker)
    {
        _all.Remove(worker);
        worker.Dispose();
    }
}
