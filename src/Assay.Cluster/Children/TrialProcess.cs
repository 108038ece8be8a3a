using System.ComponentModel;
using System.Text;
using Assay.Processes;
using Assay.Trials;

namespace Assay.Cluster.Children;

/// <summary>One process that does trials, one after the other, within limits.</summary>
internal sealed class TrialProcess : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(200);

    private readonly WorkerProgram _program;
    private readonly string _build;
    private readonly ChildProcess _process;
    private readonly LastWords _words;
    private bool _isReady;
    private bool _isSpent;
    private int _trials;

    /// <summary>Starts one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="build">Which build it must be of.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public TrialProcess(WorkerProgram program, string build)
    {
        (_program, _build) = (program, build);
        _process = new ChildProcess(program);
        _words = new LastWords(_process.Error);
    }

    /// <summary>Whether it can take another trial.</summary>
    public bool IsFit => !_isSpent && !_process.HasExited;

    /// <summary>Does a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<ChildEnd> RunAsync(Trial trial, CancellationToken cancellation)
    {
        _isSpent = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartTime);
        using var watch = _process.Watch(WatchEvery, limit);
        try
        {
            if (!_isReady && await ReadyAsync(limit.Token).ConfigureAwait(false) is { } unfit)
                return unfit;
            _trials++;

            // That a process was not warm yet is no time of the trial.
            limit.CancelAfter(trial.Time);
            var name = Encoding.UTF8.GetBytes(trial.Kind + '\0');
            await SendAsync(Frame.Write(FrameKind.Run, name, trial.Input), limit.Token).ConfigureAwait(false);
            if (await AnswerAsync(limit.Token, cancellation).ConfigureAwait(false) is not var (kind, body))
                return await EndedAsync(watch.IsFull).ConfigureAwait(false);
            _isSpent = false;
            return kind switch
            {
                FrameKind.Done => new ChildAnswered(new Completed(body)),
                FrameKind.Aside => new ChildAnswered(Aside(body)),
                _ when watch.IsFull => OutOfMemory(),
                _ => new ChildAnswered(SetAside.OutOfTime(trial.Time)),
            };
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return !_isReady ? new ChildUnfit("Its process did not start in time.", IsForGood: false) : watch.IsFull ? OutOfMemory() : new ChildAnswered(SetAside.OutOfTime(trial.Time));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return await EndedAsync(watch.IsFull).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    // The program may have been replaced since the worker began: then its answers are another build's.
    private async Task<ChildUnfit?> ReadyAsync(CancellationToken cancellation)
    {
        if (await Frame.ReadAsync(_process.Output, cancellation).ConfigureAwait(false) is not (FrameKind.Ready, var build))
        {
            var code = await _process.ExitCodeAsync(EndTime).ConfigureAwait(false);
            return new ChildUnfit($"Its process did not start; exit code {code}. {_words.Text.Trim()}", IsForGood: false);
        }

        if (Encoding.UTF8.GetString(build) != _build)
            return new ChildUnfit("The program was replaced by another build.", IsForGood: true);
        _isReady = true;
        return null;
    }

    // Asked to give up, it may still do so by itself, and then it can take another trial.
    private async Task<(FrameKind Kind, byte[] Body)?> AnswerAsync(CancellationToken limit, CancellationToken cancellation)
    {
        var answer = Frame.ReadAsync(_process.Output, CancellationToken.None).AsTask();
        try
        {
            return await answer.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await SendAsync(Frame.Write(FrameKind.Cancel), CancellationToken.None).ConfigureAwait(false);
            try
            {
                var late = await answer.WaitAsync(Grace, CancellationToken.None).ConfigureAwait(false);
                _isSpent = late is null;
            }
            catch (TimeoutException)
            {
                throw new OperationCanceledException(limit);
            }

            cancellation.ThrowIfCancellationRequested();
            return (FrameKind.Cancelled, []);
        }
    }

    private async Task SendAsync(byte[] frame, CancellationToken cancellation)
    {
        var stream = _process.Input;
        await stream.WriteAsync(frame, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<ChildEnd> EndedAsync(bool isFull)
    {
        _isSpent = true;
        return await _process.ExitCodeAsync(EndTime).ConfigureAwait(false) switch
        {
            null => new ChildDied("It closed its output.", _words.Text),
            OutOfMemoryExit.Code => OutOfMemory(),
            _ when isFull => OutOfMemory(),
            { } code => new ChildDied($"Its process ended with exit code {code}.", _words.Text),
        };
    }

    private ChildFull OutOfMemory()
    {
        _isSpent = true;
        return new ChildFull(new SetAside($"It needs more memory than the {_program.Memory >> 20} MB that this worker allows a trial.", _words.Text), IsFirst: _trials <= 1);
    }

    private static SetAside Aside(byte[] body)
    {
        var (reason, log) = Frame.Split(body);
        return new SetAside(reason, Encoding.UTF8.GetString(log.Span));
    }
}
