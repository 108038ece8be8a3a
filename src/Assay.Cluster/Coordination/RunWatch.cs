using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using System.Diagnostics;

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

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    private readonly QueueView _view = new(link);
    private readonly HashSet<string> _copied = [];
    private HashSet<string> _absent = [];
    private Stopwatch? _emptySince;
    private int _missed;
    private string? _said;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Silence);
        for (var before = -1; await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false); before = state.Done)
        {
            ClusterMeters.QueueIs(state.OpenCount);
            if (state.Done == before && state.OpenCount > 0)
                await LookAsync(cancellation).ConfigureAwait(false);
            else if (state.Done > 0)
                _said = null;
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var members = await Roster.AskAsync(link, AnswerTime, cancellation).ConfigureAwait(false);
        var workers = members.Where(member => member.Role == MemberStatus.Worker).ToList();
        var own = workers.Where(worker => worker.Tag == identity.Tag).ToList();

        // One that is busy may answer late.
        _missed = own.Count == 0 ? _missed + 1 : 0;
        if (_missed >= MostMissed)
            Say(Missing(workers));
        if (!sender.IsDone)
            return;

        var queued = await patience.DoAsync(stop => _view.TrialsAsync(identity.Tag, state.Run, stop), cancellation).ConfigureAwait(false);
        await SendLostAsync(queued, cancellation).ConfigureAwait(false);
        await CopyLastAsync(own.Sum(worker => Math.Max(0, worker.Cores - worker.Busy)), cancellation).ConfigureAwait(false);
    }

    // What is acknowledged has a result that may be on its way; what lacks both twice in turn is lost: purged, expired, or damaged.
    private async Task SendLostAsync(HashSet<string> queued, CancellationToken cancellation)
    {
        HashSet<string> absent = [.. state.Open().Where(key => !queued.Contains(key))];
        foreach (var key in absent.Where(_absent.Contains))
            await sender.SendAsync(key, TrialSender.First, cancellation).ConfigureAwait(false);
        _absent = absent;
    }

    private async Task CopyLastAsync(int idle, CancellationToken cancellation)
    {
        var waiting = await patience.DoAsync(stop => _view.QueueAsync(identity.Tag, stop), cancellation).ConfigureAwait(false);
        if (waiting is not { Waiting: 0 })
        {
            _emptySince = null;
            return;
        }

        _emptySince ??= Stopwatch.StartNew();
        if (state.MeanTime is not { } mean || _emptySince.Elapsed < mean * Slow)
            return;
        foreach (var key in state.Open().Where(key => !_copied.Contains(key)).Take(idle).ToList())
        {
            _copied.Add(key);
            await sender.SendAsync(key, TrialSender.Second, cancellation).ConfigureAwait(false);
        }
    }

    private string Missing(List<MemberStatus> others)
    {
        if (others.Count == 0)
            return $"No worker has joined yet; waiting. Start one: assay worker --join {link.Server}";
        var other = others[0];
        return other.Processor == Trials.TrialBuild.Processor
            ? $"No worker of this build has joined; waiting. {other.Id} is of version {other.Version}, build {other.Tag}; this is {identity.Version}, build {identity.Tag}."
            : $"No worker with the same path through the processor has joined; waiting. {other.Id} has '{other.Processor}', this machine '{Trials.TrialBuild.Processor}'.";
    }

    private void Say(string what)
    {
        if (_said != what)
            say(what);
        _said = what;
    }
}
