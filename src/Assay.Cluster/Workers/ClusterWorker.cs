using System.Diagnostics;
using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using Assay.Processes;
using Assay.Trials;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Workers;

/// <summary>Takes trials from the queue of its build, does them in processes of their own, and sends results, until it is to end.</summary>
internal sealed class ClusterWorker : IAsyncDisposable
{
    private const int MostAtOnce = 64;
    private const double BatchMilliseconds = 50;

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    private readonly ClusterLink _link;
    private readonly Identity _identity;
    private readonly WorkerOptions _options;
    private readonly WorkerProgram _program;
    private readonly WorkerLog _log;
    private readonly Patience _patience;
    private readonly TrialQueue _queue;
    private readonly HeldTrials _held = new();
    private readonly ExclusiveGate _gate;
    private readonly ResultSender _sender;
    private readonly RecentRate _rate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _done;
    private long _aside;
    private long _redelivered;
    private int _busy;
    private string? _unfit;

    /// <summary>A worker.</summary>
    /// <param name="link">The connection; it is closed with the worker.</param>
    /// <param name="identity">Which build this is.</param>
    /// <param name="options">How it works.</param>
    /// <param name="program">The processes that trials run in.</param>
    /// <param name="log">Hears what happens.</param>
    public ClusterWorker(ClusterLink link, Identity identity, WorkerOptions options, WorkerProgram program, WorkerLog log)
    {
        (_link, _identity, _options, _program, _log) = (link, identity, options, program, log);
        Id = $"{Environment.MachineName}-{Environment.ProcessId}";
        _patience = NewPatience();
        _queue = new TrialQueue(link, identity, _patience);
        _gate = new ExclusiveGate(options.Cores);
        _sender = new ResultSender(link, identity, Id, NewPatience());
    }

    // One that waits for room is not the one that waits for trials.
    private Patience NewPatience() => new(_link, trouble => _log.Warn(trouble is null ? "server-back" : "server-trouble", ("server", _link.Server), ("trouble", trouble)));

    /// <summary>Its name.</summary>
    public string Id { get; }

    /// <summary>Works until it is to end; then finishes what is under way, or hands it back.</summary>
    /// <exception cref="ClusterException">The program was replaced by another build, and can do no more trials.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var over = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var registration = leaving.Token.Register(() => giveUp.CancelAfter(_options.Grace)).ConfigureAwait(false);
        await using var denials = new Denials(_link.Connection, words => _log.Warn("denied", ("server", _link.Server), ("words", words))).ConfigureAwait(false);
        var lostAfter = await _queue.JoinAsync(_options.LostAfter, stopping).ConfigureAwait(false);
        Task[] besides = [_held.BeatAsync(lostAfter / 3, over.Token), _held.ListenAsync(_link.Connection, over.Token), Roster.AnswerAsync(_link, Status, over.Token), _patience.FollowAsync(over.Token)];
        _log.Info("joined", ("server", _link.Server), ("worker", Id), ("cores", _options.Cores), ("lost-after", lostAfter.TotalSeconds), ("version", _identity.Version), ("build", _identity.Tag), ("processor", TrialBuild.Processor));
        await Task.WhenAll(Enumerable.Range(0, _options.Cores).Select(_ => Task.Run(() => WorkAsync(leaving, giveUp.Token), CancellationToken.None))).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(besides).ConfigureAwait(false);
        _log.Info("left", ("worker", Id), ("done", _done), ("aside", _aside));
        if (_unfit is { } unfit)
            throw new ClusterException(unfit, "Start the worker again.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationTokenSource leaving, CancellationToken giveUp)
    {
        using var lane = new Lane(_program, _identity.Build, _log);
        lane.Open();
        IDisposable? alone = null;
        try
        {
            for (var pause = ShortPause; !leaving.IsCancellationRequested;)
            {
                // Who is alone holds one trial, so that nothing else is under suspicion if that ends the worker.
                var taken = await _queue.TakeAsync(alone is null ? BatchFor(lane) : 1, isBrief: alone is not null, leaving.Token).ConfigureAwait(false);
                var next = await AnswerAllAsync(lane, taken, alone is not null, leaving, giveUp).ConfigureAwait(false);
                alone?.Dispose();
                alone = next == Next.Alone ? await _gate.EnterAloneAsync(leaving.Token).ConfigureAwait(false) : null;
                if (next == Next.Pause)
                    await Task.Delay(pause, leaving.Token).ConfigureAwait(false);
                pause = next != Next.Pause ? ShortPause : pause * 2 < LongPause ? pause * 2 : LongPause;
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // It is to end, and holds nothing.
        }
        finally
        {
            alone?.Dispose();
        }
    }

    // All of them are held from now on, also those that wait for their turn here.
    private async Task<Next> AnswerAllAsync(Lane lane, IReadOnlyList<INatsJSMsg<byte[]>> taken, bool isAlone, CancellationTokenSource leaving, CancellationToken giveUp)
    {
        var stops = taken.Select(_held.Take).ToList();
        var next = Next.More;
        for (var i = 0; i < taken.Count; i++)
        {
            try
            {
                if (await AnswerAsync(lane, taken[i], next != Next.Pause, isAlone, stops[i], leaving.Token, giveUp).ConfigureAwait(false) && next == Next.More)
                    next = Next.Alone;
            }
            catch (UnfitException exception)
            {
                next = Next.Pause;
                _log.Warn("unfit", ("reason", exception.Message));
                await _sender.HandBackAsync(taken[i]).ConfigureAwait(false);
                if (exception.IsForGood)
                {
                    _unfit = exception.Message;
                    await leaving.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                // The trial comes again, here or elsewhere.
                _log.Warn("failed", ("subject", taken[i].Subject), ("reason", $"{exception.GetType().Name}: {exception.Message}"));
            }
            finally
            {
                _held.Release(taken[i]);
            }
        }

        return next;
    }

    // Of short trials a lane takes several, so that it need not ask for each; of long ones none that somebody else could begin.
    private static int BatchFor(Lane lane) => lane.UsualMilliseconds is { } usual ? Math.Clamp((int)(BatchMilliseconds / Math.Max(usual, 0.1)), 1, MostAtOnce) : 1;

    // Whether it was handed back because it has to be done alone.
    private async Task<bool> AnswerAsync(Lane lane, INatsJSMsg<byte[]> message, bool isFit, bool isAlone, CancellationToken stop, CancellationToken leaving, CancellationToken giveUp)
    {
        if (Subjects.ReadTrial(message.Subject) is null)
        {
            _log.Warn("refused", ("subject", message.Subject), ("reason", "The subject is that of no trial."));
            await _sender.ForgetAsync(message).ConfigureAwait(false);
            return false;
        }

        var suspicion = new Suspicion(message);
        if (suspicion.Deliveries > 1)
        {
            Interlocked.Increment(ref _redelivered);
            ClusterMeters.Redeliveries.Add(1);
        }

        Interlocked.Increment(ref _busy);
        try
        {
            leaving.ThrowIfCancellationRequested();
            var mustBeAlone = suspicion.IsAlone || suspicion.IsNew;
            if (!isFit || (suspicion.IsNew && !suspicion.IsProved) || (mustBeAlone && !isAlone && !suspicion.IsProved))
            {
                await _sender.HandBackAsync(message, suspicion.IsNew ? suspicion.Next : null).ConfigureAwait(false);
                return isFit && mustBeAlone;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, giveUp);
            using var place = isAlone ? null : await _gate.EnterAsync(either.Token).ConfigureAwait(false);
            var clock = Stopwatch.StartNew();
            var (trial, outcome) = suspicion.IsProved ? (null, suspicion.Outcome()) : await DoAsync(lane, message, either.Token).ConfigureAwait(false);
            Count(outcome, clock.Elapsed, message.Subject);
            await _sender.SendAsync(message, trial, outcome, clock.Elapsed, giveUp).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await _sender.ForgetAsync(message).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            await _sender.HandBackAsync(message).ConfigureAwait(false);
            _log.Info("handed-back", ("subject", message.Subject));
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private async Task<(Trial? Trial, TrialOutcome Outcome)> DoAsync(Lane lane, INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        var (read, refusal) = await _patience.DoAsync(
            stop => TrialMessage.ReadAsync(message.Subject, message.Headers, message.Data, _identity, _sender.Blobs, stop), cancellation).ConfigureAwait(false);
        if (refusal is not null)
        {
            _log.Warn("refused", ("subject", message.Subject), ("reason", refusal.Reason));
            return (null, refusal with { Reason = $"{Id} refused it. {refusal.Reason}" });
        }

        using var activity = ClusterMeters.Activities.StartActivity("trial", ActivityKind.Consumer, message.Headers?["traceparent"].ToString());
        activity?.SetTag("assay.trial.kind", read!.Trial.Kind).SetTag("assay.trial.key", read.Key).SetTag("assay.run", read.Run);
        if (_options.Time >= read!.Trial.Time)
            return (read.Trial, await lane.RunAsync(read.Trial, read.Key, cancellation).ConfigureAwait(false));
        var outcome = await lane.RunAsync(read.Trial with { Time = _options.Time }, read.Key, cancellation).ConfigureAwait(false);
        return (read.Trial, outcome == SetAside.OutOfTime(_options.Time) ? new SetAside(FormattableString.Invariant($"It took longer than the {_options.Time.TotalSeconds:0.###} s that this worker allows a trial."), "") : outcome);
    }

    private void Count(TrialOutcome outcome, TimeSpan elapsed, string subject)
    {
        Interlocked.Increment(ref _done);
        _rate.Count();
        ClusterMeters.TrialSeconds.Record(elapsed.TotalSeconds);
        if (outcome is not SetAside aside)
            return;
        Interlocked.Increment(ref _aside);
        ClusterMeters.SetAside.Add(1);
        _log.Warn("set-aside", ("subject", subject), ("reason", aside.Reason));
    }

    private MemberStatus Status() => new(MemberStatus.Worker, Id, _identity.Version, _identity.Tag, TrialBuild.Processor, _clock.Elapsed.TotalSeconds)
    {
        Cores = _options.Cores,
        Busy = Volatile.Read(ref _busy),
        Done = Interlocked.Read(ref _done),
        Aside = Interlocked.Read(ref _aside),
        Redelivered = Interlocked.Read(ref _redelivered),
        Rate = _rate.Value,
    };

    // What a lane does after it has answered.
    private enum Next
    {
        More,

        // Processes do not start: somebody else is fitter now.
        Pause,

        // A trial that may end workers waits for one that does nothing else.
        Alone,
    }
}
