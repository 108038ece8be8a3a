using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.TrialHost;
using Assay.Trials;

namespace Assay.Cluster.Tests;

/// <summary>A coordinator in the test itself.</summary>
internal sealed class Coordinator : IAsyncDisposable
{
    private Coordinator(ClusterLink link) => Link = link;

    /// <summary>Its connection.</summary>
    public ClusterLink Link { get; }

    /// <summary>What it had to say.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Which build it is.</summary>
    public static Identity Identity { get; } = new("test", TestTrials.Kinds.Build);

    public static async Task<Coordinator> JoinAsync(NatsServer server, string user = "") => new(await ClusterLink.OpenAsync(new ClusterAddress(server.Url.Replace("://", $"://{user}", StringComparison.Ordinal)), "test", CancellationToken.None));

    /// <summary>Runs trials.</summary>
    public IAsyncEnumerable<(int Index, TrialOutcome Outcome)> Run(IReadOnlyList<Trial> trials, CancellationToken cancellation = default) =>
        new ClusterExecutor(Link, Identity, Said.Add).RunAsync(trials, cancellation);

    /// <summary>Runs trials to the end; each must come once.</summary>
    public Task<IReadOnlyList<TrialOutcome>> RunAllAsync(IReadOnlyList<Trial> trials, Action<int>? handed = null) => AllAsync(Run(trials), trials.Count, handed);

    /// <summary>Outcomes by the index of their trials; each must come once.</summary>
    public static async Task<IReadOnlyList<TrialOutcome>> AllAsync(IAsyncEnumerable<(int Index, TrialOutcome Outcome)> outcomes, int count, Action<int>? handed = null)
    {
        var all = new TrialOutcome?[count];
        var number = 0;
        await foreach (var (index, outcome) in outcomes)
        {
            Assert.Null(all[index]);
            all[index] = outcome;
            handed?.Invoke(++number);
        }

        return [.. all.Select(outcome => outcome ?? throw new InvalidOperationException("An outcome is missing."))];
    }

    /// <summary>What the local executor makes of trials.</summary>
    public static Task<IReadOnlyList<TrialOutcome>> LocalAsync(IReadOnlyList<Trial> trials) => AllAsync(new LocalExecutor(TestTrials.Kinds, 8).RunAsync(trials, CancellationToken.None), trials.Count);

    /// <summary>Sees that outcomes are the same to the bit.</summary>
    public static void AssertSame(IReadOnlyList<TrialOutcome> expected, IReadOnlyList<TrialOutcome> actual) => Assert.Equal(expected.Select(Bits), actual.Select(Bits));

    /// <summary>How many trials wait or are under way on the server.</summary>
    public async Task<long> QueuedAsync() => (await ClusterStatus.AskAsync(Link, CancellationToken.None)).Queued;

    /// <summary>How many results stand on the server.</summary>
    public async Task<long> StoredAsync() => (long)(await Link.Streams.GetStreamAsync(Layout.Results)).Info.State.Messages;

    /// <summary>Waits until so many trials stand on the server, or no more than that.</summary>
    public async Task UntilQueuedAsync(int count, bool isAtMost = false)
    {
        while ((await Link.Streams.GetStreamAsync(Layout.Trials)).Info.State.Messages is var queued && (isAtMost ? queued > count : queued < count))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    private static string Bits(TrialOutcome outcome) => outcome is Completed completed ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(completed.Result.Span)) : outcome.ToString();
}
