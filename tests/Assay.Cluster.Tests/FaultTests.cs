using System.Diagnostics;
using Assay.Cluster.Coordination;
using Assay.TrialHost;
using Assay.Trials;

namespace Assay.Cluster.Tests;

/// <summary>Whatever is killed: nothing is lost, nothing comes twice, and the results are the same.</summary>
public class FaultTests
{
    // Trials that are long, as those are that hold a document, go through a store with room for a few of them at a time; results have to be short for that.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_full_server_takes_trials_in_turns()
    {
        using var server = new NatsServer(most: 3 << 20);
        using var worker = ClusterProgram.Worker(server, 2);
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [.. Enumerable.Range(0, 300).Select(number => TestTrials.Of("wait", $"{number} 0 {new string('x', 20_000)}"))];

        var outcomes = await coordinator.RunAllAsync(trials);

        Assert.Equal(await Results(Coordinator.LocalAsync(trials)), await Results(Task.FromResult(outcomes)));
        Assert.Contains(coordinator.Said, line => line.Contains("has no room", StringComparison.Ordinal));

        static async Task<List<string>> Results(Task<IReadOnlyList<TrialOutcome>> all) => [.. (await all).Select(outcome => outcome is Completed done ? Convert.ToHexString(done.Result.Span) : outcome.ToString())];
    }

    // Far shorter than a request waits for its answer.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SaidWithin = TimeSpan.FromSeconds(18);

    private static readonly IReadOnlyList<Trial> Trials = [.. Enumerable.Range(0, 150).Select(number => TestTrials.Waiting(number, 15))];

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_worker_that_is_killed()
    {
        using var server = new NatsServer();
        using var first = ClusterProgram.Worker(server, 3);
        using var second = ClusterProgram.Worker(server, 3);
        await using var coordinator = await Coordinator.JoinAsync(server);

        var outcomes = await coordinator.RunAllAsync(Trials, number => Do(number == 30, first.Kill));

        Coordinator.AssertSame(await Coordinator.LocalAsync(Trials), outcomes);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task The_server_that_is_killed_and_started_again()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 3);
        await using var coordinator = await Coordinator.JoinAsync(server);
        var isBack = false;

        var outcomes = await coordinator.RunAllAsync(Trials, number => Do(number == 30, () =>
        {
            server.Kill();
            Thread.Sleep(Noticed);
            server.Restart();

            // What is left of the run would be over sooner.
            isBack = IsSaid(coordinator, IsBack);
        }));

        Coordinator.AssertSame(await Coordinator.LocalAsync(Trials), outcomes);
        Assert.Contains(coordinator.Said, line => line.Contains("does not answer", StringComparison.Ordinal));
        Assert.True(isBack);
        worker.WaitFor(() => worker.Error.Contains("event=server-back", StringComparison.Ordinal));
        Assert.Contains("event=server-trouble", worker.Error, StringComparison.Ordinal);
    }

    // With a full disk nats-server keeps its connections and answers nothing any more: whoever waits for it hears so long before a request gives up.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_that_hangs_is_named_while_it_does()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 3);
        await using var coordinator = await Coordinator.JoinAsync(server);
        var (isNamed, isBack) = (false, false);

        var outcomes = await coordinator.RunAllAsync(Trials, number => Do(number == 30, () =>
        {
            server.Hang();
            isNamed = IsSaid(coordinator, IsNamed);
            worker.WaitFor(() => IsNamed(worker.Error));
            server.GoOn();

            // What is left of the run would be over sooner.
            isBack = IsSaid(coordinator, IsBack);
        }));

        server.Hang();
        var exception = await Assert.ThrowsAsync<ClusterException>(() => Coordinator.JoinAsync(server));
        server.GoOn();
        Assert.Equal($"{server.Url} did not answer in time.", exception.Message);
        Assert.Equal((true, true), (isNamed, isBack));
        Coordinator.AssertSame(await Coordinator.LocalAsync(Trials), outcomes);
        worker.WaitFor(() => worker.Error.Contains("event=server-back", StringComparison.Ordinal));

        static bool IsNamed(string words) => words.Contains("it is connected and does not answer, as with a full disk", StringComparison.Ordinal);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_coordinator_that_is_killed_goes_on_where_it_was()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 3);
        await using var watching = await Coordinator.JoinAsync(server);
        using var first = ClusterProgram.Coordinator(server, 150, 100);
        first.WaitFor(() => Done(watching).Result > 30);
        first.Kill();

        // What was queued is worked on meanwhile; the second one finds the results.
        using var second = ClusterProgram.Coordinator(server, 150, 100);
        Assert.Equal(0, second.Wait());

        using var whole = ClusterProgram.Coordinator(server, 150, 100);
        Assert.Equal(0, whole.Wait());
        Assert.StartsWith("150 150 ", second.Output, StringComparison.Ordinal);
        Assert.Equal(whole.Output, second.Output);
        Assert.InRange(await Done(watching), 300, 310);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_worker_that_is_asked_to_end_hands_back_what_it_cannot_finish()
    {
        using var server = new NatsServer();
        using var first = ClusterProgram.Worker(server, 1);
        await using var coordinator = await Coordinator.JoinAsync(server);
        using var stop = new CancellationTokenSource();
        var run = Coordinator.AllAsync(coordinator.Run([TestTrials.Waiting(1, 600_000)], stop.Token), 1);
        first.WaitFor(() => Busy(coordinator).Result == 1);

        first.Terminate();
        Assert.Equal(0, first.Wait());
        Assert.Contains("event=handed-back", first.Error, StringComparison.Ordinal);
        Assert.Contains("event=left", first.Error, StringComparison.Ordinal);
        using var second = ClusterProgram.Worker(server, 1);
        second.WaitFor(() => Busy(coordinator).Result == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_worker_that_stands_still_does_not_hold_up_the_end()
    {
        using var server = new NatsServer();
        using var slow = ClusterProgram.Worker(server, 1, lostAfter: 600);
        await using var coordinator = await Coordinator.JoinAsync(server);
        using var quick = ClusterProgram.Worker(server, 2, lostAfter: 600);
        List<Trial> trials = [.. Enumerable.Range(0, 60).Select(number => TestTrials.Waiting(number, 100))];

        // In the middle of a trial it stands still, and it does not count as lost for ten minutes.
        var outcomes = await coordinator.RunAllAsync(trials, number => Do(number == 10, slow.Freeze));

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), outcomes);
    }

    private static bool IsBack(string line) => line.EndsWith("is back.", StringComparison.Ordinal);

    private static bool IsSaid(Coordinator coordinator, Func<string, bool> isIt)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < SaidWithin; Thread.Sleep(100))
        {
            if (coordinator.Said.ToArray().Any(isIt))
                return true;
        }

        return false;
    }

    private static void Do(bool now, Action what)
    {
        if (now)
            what();
    }

    private static async Task<long> Done(Coordinator coordinator) => (await ClusterStatus.AskAsync(coordinator.Link, CancellationToken.None)).Workers.Sum(worker => worker.Done);

    private static async Task<int> Busy(Coordinator coordinator) => (await ClusterStatus.AskAsync(coordinator.Link, CancellationToken.None)).Workers.Sum(worker => worker.Busy);
}
