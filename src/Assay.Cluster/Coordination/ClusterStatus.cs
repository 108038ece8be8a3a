using Assay.Cluster.Links;
using Assay.Cluster.Members;

namespace Assay.Cluster.Coordination;

/// <summary>Who works, and what waits.</summary>
/// <param name="Server">The server's address, without credentials.</param>
/// <param name="Workers">The workers, by name.</param>
/// <param name="Runs">The runs under way, by name.</param>
/// <param name="Queued">Trials that wait or are under way, of all builds.</param>
internal sealed record ClusterStatus(string Server, IReadOnlyList<MemberStatus> Workers, IReadOnlyList<MemberStatus> Runs, long Queued)
{
    private const double MostSeconds = 1e9;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <summary>What a worker is started with to join the same server.</summary>
    public string Joining { get; init; } = Server;

    /// <summary>Trials a second, lately.</summary>
    public double Rate => Workers.Sum(worker => worker.Rate);

    /// <summary>The time that a run still takes at its rate; null where it has none, or nobody to work for it.</summary>
    public TimeSpan? LeftOf(MemberStatus run) => run.Rate > 0 && Workers.Any(worker => worker.Tag == run.Tag) ? TimeSpan.FromSeconds(Math.Clamp((run.Total - run.Done) / run.Rate, 0, MostSeconds)) : null;

    /// <summary>Asks.</summary>
    public static async Task<ClusterStatus> AskAsync(ClusterLink link, CancellationToken cancellation)
    {
        var members = await Roster.AskAsync(link, AnswerTime, cancellation).ConfigureAwait(false);
        var trials = await link.Streams.GetStreamAsync(Layout.Trials, cancellationToken: cancellation).ConfigureAwait(false);
        return new ClusterStatus(link.Server, Of(members, MemberStatus.Worker), Of(members, MemberStatus.Coordinator), (long)trials.Info.State.Messages) { Joining = link.Joining };
    }

    private static List<MemberStatus> Of(IReadOnlyList<MemberStatus> members, string role) =>
        [.. members.Where(member => member.Role == role).OrderBy(member => member.Id, StringComparer.Ordinal)];
}
