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

    private readonly ClusterLink _link;
    private readonly Identity _identity;
    private readonly WorkerOptions _options;
    private readonly WorkerProgram _program;
    private readonly WorkerLog _log;
    private readonly Patience _patience;
    private readonly TrialQueue _queue;
    private readonly HeldTrials _held;
    private readonly ResultSender _sender;
    private readonly RecentRate _rate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _done;
    private long _aside;
    private long _redelivered;
    private int _busy;

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
        _patience = new Patience(trouble => log.Warn(trouble is null ? "server-back" : "server-trouble", ("server", link.Server), ("trouble", trouble)));
        _queue = new TrialQueue(link, identity, _patience);
        _held = new HeldTrials(options.LostAfter / 3);
        _sender = new ResultSender(link, identity, Id, _patience);
    }

    /// <summary>Its name.</summary>
    public string Id { get; }

    /// <summary>Works until it is to end; then finishes what is under way, or hands it back.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var over = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        await using var registration = stopping.Register(() => giveUp.CancelAfter(_options.Grace)).ConfigureAwait(false);
        await _queue.JoinAsync(_options.LostAfter, stopping).ConfigureAwait(false);
        Task[] besides = [_held.BeatAsync(over.Token), _held.ListenAsync(_link.Connection, over.Token), Roster.AnswerAsync(_link, Status, over.Token)];
        _log.Info("joined", ("server", _link.Server), ("worker", Id), ("cores", _options.Cores), ("version", _identity.Version), ("build", _identity.Tag), ("processor", TrialBuild.Processor));
        await Task.WhenAll(Enumerable.Range(0, _options.Cores).Select(_ => Task.Run(() => WorkAsync(stopping, giveUp.Token), CancellationToken.None))).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(besides).ConfigureAwait(false);
        _log.Info("left", ("worker", Id), ("done", _done), ("aside", _aside));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task WorkAsync(CancellationToken stopping, CancellationToken giveUp)
    {
        using var lane = new Lane(_program, _log);
        lane.Open();
        while (!stopping.IsCancellationRequested)
        {
            IReadOnlyList<INatsJSMsg<byte[]>> taken;
            try
            {
                taken = await _queue.TakeAsync(BatchFor(lane), stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // All of them are held from now on, also those that wait for their turn here.
            var stops = taken.Select(_held.Take).ToList();
            for (var i = 0; i < taken.Count; i++)
            {
                await AnswerAsync(lane, taken[i], stops[i], stopping, giveUp).ConfigureAwait(false);
                _held.Release(taken[i]);
            }
        }
    }

    // Of short trials a lane takes several, so that it need not ask for each; of long ones none that somebody else could begin.
    private static int BatchFor(Lane lane) => lane.UsualMilliseconds is { } usual ? Math.Clamp((int)(BatchMilliseconds / Math.Max(usual, 0.1)), 1, MostAtOnce) : 1;

    private async Task AnswerAsync(Lane lane, INatsJSMsg<byte[]> message, CancellationToken stop, CancellationToken stopping, CancellationToken giveUp)
    {
        var deliveries = message.Metadata?.NumDelivered ?? 1;
        if (deliveries > 1)
        {
            Interlocked.Increment(ref _redelivered);
            ClusterMeters.Redeliveries.Add(1);
        }

        Interlocked.Increment(ref _busy);
        try
        {
            stopping.ThrowIfCancellationRequested();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, giveUp);
            var clock = Stopwatch.StartNew();
            var outcome = deliveries > Lane.MostDeaths ? Lost(deliveries) : await DoAsync(lane, message, either.Token).ConfigureAwait(false);
            Count(outcome, clock.Elapsed, message.Subject);
            await _sender.SendAsync(message, outcome, clock.Elapsed, giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await _sender.ForgetAsync(message).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _sender.HandBackAsync(message).ConfigureAwait(false);
            _log.Info("handed-back", ("subject", message.Subject));
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private async Task<TrialOutcome> DoAsync(Lane lane, INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        var (read, refusal) = await TrialMessage.ReadAsync(message.Subject, message.Headers, message.Data, _identity, _sender.Blobs, cancellation).ConfigureAwait(false);
        if (refusal is not null)
        {
            _log.Warn("refused", ("subject", message.Subject), ("reason", refusal.Reason));
            return refusal with { Reason = $"{Id} refused it. {refusal.Reason}" };
        }

        using var activity = ClusterMeters.Activities.StartActivity("trial", ActivityKind.Consumer, message.Headers?["traceparent"].ToString());
        activity?.SetTag("assay.trial.kind", read!.Trial.Kind).SetTag("assay.trial.key", read.Key).SetTag("assay.run", read.Run);
        return await lane.RunAsync(read!.Trial, read.Key, cancellation).ConfigureAwait(false);
    }

    private static SetAside Lost(ulong deliveries) => new(
        $"It was given to workers {deliveries - 1} times, and each ended without a word.",
        "Whatever ends a whole worker, such as the system's lack of memory, may have its reason elsewhere; the trial was under way each time.");

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
}
