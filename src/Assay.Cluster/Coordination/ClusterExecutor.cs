using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using Assay.Trials;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>
/// Runs trials on the workers of its build. A run is known by its trials: whoever starts the same one again, after a crash or at the same time, finds what is queued
/// and what is done.
/// </summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build this is.</param>
/// <param name="say">Hears what a user should know.</param>
internal sealed class ClusterExecutor(ClusterLink link, Identity identity, Action<string> say) : ITrialExecutor
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongAnswerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly string _id = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..4]}";

    /// <summary>What its runs are about, in words, for those who ask who is there.</summary>
    public string About { get; init; } = "";

    /// <summary>Whether anything has come of any trial.</summary>
    public bool HasOutcomes { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(
        IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0)
            yield break;

        // Also a run that is interrupted takes its trials out of the queue before the connection is gone.
        using var hold = link.Holds.Take();
        await using var denials = new Denials(link.Connection, words => say($"{link.Server} does not permit what is needed: {words}. It is waited for.")).ConfigureAwait(false);
        using var activity = ClusterMeters.Activities.StartActivity("run", ActivityKind.Producer);
        var state = new RunState(trials, identity.Build);
        activity?.SetTag("assay.run", state.Run).SetTag("assay.trials", trials.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcomes = Channel.CreateUnbounded<(string Key, TrialOutcome Outcome, TimeSpan Elapsed)>();
        var working = WorkAsync(state, outcomes.Writer, stop);
        try
        {
            await foreach (var (key, outcome, elapsed) in outcomes.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                HasOutcomes = true;
                foreach (var index in state.Complete(key, outcome, elapsed))
                    yield return (index, outcome);
                if (state.OpenCount == 0)
                    break;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
            await EndAsync(state, keepsResults: cancellation.IsCancellationRequested && state.OpenCount > 0).ConfigureAwait(false);
            ClusterMeters.QueueIs(state, 0);
        }
    }

    // Whatever ends these ends the run, with its reason.
    private async Task WorkAsync(RunState state, ChannelWriter<(string, TrialOutcome, TimeSpan)> outcomes, CancellationTokenSource stop)
    {
        var clock = Stopwatch.StartNew();
        var patience = new Patience(link, trouble => say(trouble is null ? $"{link.Server} is back." : $"{link.Server} is in trouble: {trouble}. It goes on when that is over."));
        var sender = new TrialSender(link, identity, state, patience, say);
        var reader = new ResultReader(link, identity, state, patience, say);
        Task[] tasks =
        [
            reader.ReadAsync(outcomes, stop.Token),
            sender.SendAllAsync(reader.CaughtUp, stop.Token),
            new RunWatch(link, identity, state, sender, patience, say).WatchAsync(stop.Token),
            Roster.AnswerAsync(link, () => Status(state, clock.Elapsed), stop.Token),
            patience.FollowAsync(stop.Token),
        ];
        try
        {
            List<Task> open = [.. tasks];
            while (open.Count > 0)
            {
                var ended = await Task.WhenAny(open).ConfigureAwait(false);
                open.Remove(ended);
                await ended.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception exception)
        {
            outcomes.TryComplete(exception is NatsException ? ConnectionFailure.Of(exception, link.Server) : exception);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
    }

    private MemberStatus Status(RunState state, TimeSpan elapsed) =>
        new(MemberStatus.Coordinator, _id, identity.Version, identity.Tag, TrialBuild.Processor, elapsed.TotalSeconds)
        {
            Run = state.Run,
            About = About,
            Total = state.Keys.Count,
            Done = state.Done,
            Aside = state.Aside,
            Rate = state.Rate,
        };

    // What is queued is cancelled, unless somebody else runs the same. Results stay after an interruption, so that the run can go on.
    private async Task EndAsync(RunState state, bool keepsResults)
    {
        var run = state.Run;
        using var time = new CancellationTokenSource(EndTime);
        try
        {
            // Who shares an interrupted run needs what is queued; a run at its end can spare him the results only.
            var members = await Roster.AskAsync(link, keepsResults ? LongAnswerTime : AnswerTime, time.Token).ConfigureAwait(false);
            if (members.Any(member => member.Role == MemberStatus.Coordinator && member.Run == run && member.Id != _id))
                return;

            // A server that is slow gets as long as it takes; one that says nothing does not.
            var queue = new RunQueue(link, () => time.CancelAfter(EndTime));
            await queue.RemoveAsync(state.Places(), time.Token).ConfigureAwait(false);
            await queue.RemoveAllAsync(identity.Tag, run, time.Token).ConfigureAwait(false);
            await link.Connection.PublishAsync(Subjects.Stop(run), cancellationToken: time.Token).ConfigureAwait(false);
            if (!keepsResults)
                await link.Streams.PurgeStreamAsync(Layout.Results, new StreamPurgeRequest { Filter = Subjects.Results(run) }, time.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            // Without a server there is nothing to tidy; what stays there goes by its age.
        }
    }
}
