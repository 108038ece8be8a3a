using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using System.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>Looks after a run from which nothing is heard: trials that got lost are queued again, the last ones are given to idle workers too, and it is said when nobody works.</summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build this is.</param>
/// <param name="state">The run.</param>
/// <param name="sender">Queues trials.</param>
/// <param name="patience">Waits while the server is away.</param>
/// <param name="say">Hears what a user should know.</param>
internal sealed class RunWatch(ClusterLink link, Identity identity, RunState state, TrialSender sender, Patience patience, Action<string> say)
{
    private const double Slow = 1.5;
    private const int MostMissed = 2;
    private const int SilencesBeforeProbe = 4;
    private const int MostUnheard = 2;
    private const int ProbeBytes = 4096;
    private const string Probes = "probes";

    // Where no trial has ended yet, nobody knows how long they take.
    private static readonly TimeSpan UnknownTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    private readonly QueueView _view = new(link);
    private readonly HashSet<string> _copied = [];
    private HashSet<string> _lost = [];
    private Stopwatch? _emptySince;
    private readonly Dictionary<string, int> _sentAgain = [];
    private bool _isUnheard;
    private int _missed;
    private int _silences;
    private string? _said;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Silence);
        for (var before = -1; await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false); before = state.Done)
        {
            ClusterMeters.QueueIs(state, state.OpenCount);
            if (state.OpenCount == 0)
                continue;
            var isSilent = state.Done == before;
            _said = isSilent ? _said : null;
            _silences = isSilent ? _silences + 1 : 0;
            if (!isSilent)
                sender.Grow();

            // Less and less often: long trials are silent too.
            if (_silences >= SilencesBeforeProbe && int.IsPow2(_silences) && !await HasRoomAsync(cancellation).ConfigureAwait(false))
                sender.HasNoRoom();
            var isDrained = sender.IsDone && await IsDrainedAsync(cancellation).ConfigureAwait(false);
            if (isSilent || isDrained)
                await LookAsync(isSilent, isDrained, cancellation).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(bool isSilent, bool isDrained, CancellationToken cancellation)
    {
        // A server that lost its store has no streams; what stood in them is queued again.
        if (isSilent)
        {
            await patience.DoAsync(
                async stop =>
                {
                    await Layout.EnsureAsync(link, stop).ConfigureAwait(false);
                    return 0;
                },
                cancellation).ConfigureAwait(false);
        }

        var members = await Roster.AskAsync(link, AnswerTime, cancellation).ConfigureAwait(false);
        var workers = members.Where(member => member.Role == MemberStatus.Worker).ToList();
        var own = workers.Where(worker => worker.Tag == identity.Tag).ToList();

        // One that is busy may answer late.
        _missed = own.Count == 0 ? _missed + 1 : 0;
        if (isSilent && _missed >= MostMissed)
            Say(Missing(workers));
        else if (isSilent && own.Count > 0 && await WaitingAsync(cancellation).ConfigureAwait(false) is { } waiting)
            Say(waiting);
        if (isSilent)
            await SendLostAsync(cancellation).ConfigureAwait(false);
        if (isDrained)
            await CopyLastAsync(own.Sum(worker => Math.Max(0, worker.Cores - worker.Busy)), cancellation).ConfigureAwait(false);
    }

    // Workers whose results find no room wait, and their trials keep the room that results would need.
    private async Task<bool> HasRoomAsync(CancellationToken cancellation)
    {
        try
        {
            var place = await patience.DoAsync(
                async stop => await link.PutAsync(Subjects.Result(Probes, Guid.NewGuid().ToString("N")), new byte[ProbeBytes], identity.Headers(), stop).ConfigureAwait(false), cancellation, waitsForRoom: false).ConfigureAwait(false);
            await TryAsync(async () => await link.Streams.DeleteMessageAsync(Layout.Results, new StreamMsgDeleteRequest { Seq = place, NoErase = true }, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (FullException)
        {
            return false;
        }
    }

    // Whether nothing waited any more for longer than a trial usually takes.
    private async Task<bool> IsDrainedAsync(CancellationToken cancellation)
    {
        var queue = await patience.DoAsync(stop => _view.QueueAsync(identity.Tag, stop), cancellation).ConfigureAwait(false);
        _emptySince = queue is { Waiting: 0 } ? _emptySince ?? Stopwatch.StartNew() : null;
        return _emptySince is { } since && since.Elapsed >= (state.MeanTime ?? UnknownTime) * Slow;
    }

    // What is acknowledged has a result that may be on its way; what lacks both twice in turn is lost: taken out, expired, or damaged. So is what stands there when the server
    // says that it has given everything away and that nobody has it: then it goes by another name, as its own is taken.
    private async Task SendLostAsync(CancellationToken cancellation)
    {
        var queue = await patience.DoAsync(stop => _view.QueueAsync(identity.Tag, stop), cancellation).ConfigureAwait(false);
        var queued = await patience.DoAsync(stop => _view.TrialsAsync(identity.Tag, state.Run, stop), cancellation).ConfigureAwait(false);
        var isStranded = queue is { Waiting: 0, UnderWay: 0 };
        HashSet<string> lost = [.. state.Queued().Where(key => isStranded || !queued.Contains(key))];
        foreach (var key in lost.Where(_lost.Contains))
        {
            if ((_sentAgain[key] = _sentAgain.GetValueOrDefault(key) + 1) > MostUnheard)
                await ForgetResultAsync(key, cancellation).ConfigureAwait(false);
            await sender.SendAsync(key, queued.Contains(key) ? $"again-{Guid.NewGuid():N}" : TrialSender.First, cancellation).ConfigureAwait(false);
        }

        _lost = lost;
        if (_isUnheard || !_lost.Any(key => _sentAgain.GetValueOrDefault(key) > MostUnheard + 1))
            return;
        _isUnheard = true;
        say($"Trials are done again and again, and {link.Server} gives out no result of them: its store may be damaged. It goes on if the server is restarted, or given an empty folder.");
    }

    // A store that was damaged may hold results that it gives to nobody, and refuses others while it does. Whoever shares the run counts what comes twice once.
    private Task ForgetResultAsync(string key, CancellationToken cancellation) => TryAsync(
        async () => await link.Streams.PurgeStreamAsync(Layout.Results, new StreamPurgeRequest { Filter = Subjects.Result(state.Run, key) }, cancellation).ConfigureAwait(false), cancellation);

    private static async Task TryAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // What stays there goes by its age.
        }
    }

    private async Task CopyLastAsync(int idle, CancellationToken cancellation)
    {
        foreach (var key in state.Queued().Where(key => !_copied.Contains(key)).Take(idle).ToList())
        {
            _copied.Add(key);
            await sender.SendAsync(key, TrialSender.Second, cancellation).ConfigureAwait(false);
        }
    }

    // A run that nothing has come of may stand behind others.
    private async Task<string?> WaitingAsync(CancellationToken cancellation)
    {
        if (state.Done > 0 || _silences < SilencesBeforeProbe)
            return null;
        var queue = await patience.DoAsync(stop => _view.QueueAsync(identity.Tag, stop), cancellation).ConfigureAwait(false);
        var others = (queue?.Waiting ?? 0) + (queue?.UnderWay ?? 0) - state.QueuedCount;
        return others > 0 ? "Workers are there, and have trials of other runs to do first; waiting." : null;
    }

    private string Missing(List<MemberStatus> others)
    {
        if (others.Count == 0 || identity.StartedWith.Length > 0)
            return $"No worker {(identity.StartedWith.Length > 0 ? "for that " : "")}is there; waiting. Start one: assay worker --join {link.Joining}{identity.StartedWith}";
        var other = others[0];
        return other.Processor == Trials.TrialBuild.Processor
            ? $"No worker of this build is there; waiting. {other.Id} is of version {other.Version}, build {other.Tag}; this is {identity.Version}, build {identity.Tag}."
            : $"No worker with the same path through the processor is there; waiting. {other.Id} has '{other.Processor}', this machine '{Trials.TrialBuild.Processor}'.";
    }

    private void Say(string what)
    {
        if (_said != what)
            say(what);
        _said = what;
    }
}
