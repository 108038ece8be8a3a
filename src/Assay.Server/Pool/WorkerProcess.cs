using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Assay.Processes;
using Assay.Server.Work;

namespace Assay.Server.Pool;

/// <summary>One process that answers requests, one after the other, within limits.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MostOfLine = 16 << 20;
    private const int MostSaid = 32 << 20;
    private const int MostEvents = 50_000;
    private const int MostRequests = 100;

    // A worker that worked hard may have grown; a new one costs less than what it might do to the next claim.
    private static readonly TimeSpan LongRequest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(100);

    private readonly ChildProcess _process;
    private readonly BoundedLines _lines;
    private int _requests;
    private bool _isReady;
    private bool _isWorn;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public WorkerProcess(WorkerProgram program)
    {
        _process = new ChildProcess(program);
        _lines = new BoundedLines(_process.Output, MostOfLine);
        _ = _process.Error.CopyToAsync(Stream.Null);
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it can take another request.</summary>
    public bool IsFit => !_isWorn && _requests < MostRequests && !_process.HasExited;

    /// <summary>Asks, and passes on what is said until the answer is complete. A worker that does not end so is done with.</summary>
    /// <param name="request">The request.</param>
    /// <param name="heard">Hears each event; the worker's next one waits for it.</param>
    /// <param name="cancellation">Gives the request up.</param>
    public async Task<WorkEnd> AskAsync(WorkRequest request, Func<WorkEvent, ValueTask> heard, CancellationToken cancellation)
    {
        _requests++;
        _isWorn = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartTime);
        using var watch = _process.Watch(WatchEvery, limit);
        try
        {
            if (!await ReadyAsync(limit.Token).ConfigureAwait(false))
                return WorkEnd.Broken;

            // That a worker was not warm yet is no time of the request.
            limit.CancelAfter(TimeSpan.FromSeconds(request.Seconds) + Grace);
            var clock = Stopwatch.StartNew();
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, WorkJson.Default.WorkRequest), (byte)'\n'];
            await _process.Input.WriteAsync(line, limit.Token).ConfigureAwait(false);
            await _process.Input.FlushAsync(limit.Token).ConfigureAwait(false);
            var total = 0;
            for (var events = 0; await _lines.NextAsync(limit.Token).ConfigureAwait(false) is { } said; events++)
            {
                total += said.Length;
                if (events == MostEvents || total > MostSaid)
                    return WorkEnd.TooMuchSaid;
                if (WorkJson.Event(said) is not { } happening)
                    return WorkEnd.Broken;
                await heard(happening).ConfigureAwait(false);
                if (happening is Diagnosed or Finished)
                {
                    _isWorn = clock.Elapsed > LongRequest || happening is Finished { IsTimeUp: true };
                    return happening is Finished { IsTimeUp: true } ? WorkEnd.OutOfTime : WorkEnd.Answered;
                }
            }

            return await HowItEndedAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? WorkEnd.Cancelled : watch.IsFull ? WorkEnd.OutOfMemory : WorkEnd.OutOfTime;
        }
        catch (InvalidDataException)
        {
            return WorkEnd.TooMuchSaid;
        }
        catch (IOException)
        {
            return watch.IsFull ? WorkEnd.OutOfMemory : await HowItEndedAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task<bool> ReadyAsync(CancellationToken cancellation)
    {
        if (!_isReady)
            _isReady = await _lines.NextAsync(cancellation).ConfigureAwait(false) is { } said && WorkJson.Event(said) is Readied;
        return _isReady;
    }

    private async Task<WorkEnd> HowItEndedAsync() =>
        await _process.ExitCodeAsync(Grace).ConfigureAwait(false) == OutOfMemoryExit.Code ? WorkEnd.OutOfMemory : WorkEnd.Broken;
}
