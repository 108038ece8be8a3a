using System.Diagnostics;
using Assay.Cluster.Coordination;
using Assay.TrialHost;
using Assay.Trials;

namespace Assay.Cluster.Tests;

public class ExecutorTests
{
    private const int Short = 64;
    private const int Minute = 60_000;

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Results_are_those_of_the_local_executor_bit_for_bit()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 3);
        await using var coordinator = await Coordinator.JoinAsync(server);

        // Large ones go by the object store; the same trial may stand in a run twice.
        List<Trial> trials =
        [
            .. Enumerable.Range(0, 300).Select(number => TestTrials.Waiting(number, number % 3)),
            TestTrials.Of("large", "3000000"), TestTrials.Of("large", "0"), TestTrials.Waiting(7, 1), TestTrials.Waiting(7, 1),
            TestTrials.Of("wait", "9 0" + new string(' ', 600_000)),
        ];

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await coordinator.RunAllAsync(trials));
        Assert.Equal(0, await coordinator.QueuedAsync());
        Assert.Empty(coordinator.Said);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Who_stops_listening_cancels_what_is_queued_and_what_is_under_way()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 2);
        await using var coordinator = await Coordinator.JoinAsync(server);

        // As many as are queued at once, in no certain order, are short: one of these is first, and when they are done the worker is at long ones.
        await foreach (var (index, _) in coordinator.Run([.. Enumerable.Range(0, 400).Select(number => TestTrials.Waiting(number, number < Short ? 1 : Minute))]))
        {
            Assert.InRange(index, 0, Short - 1);
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            break;
        }

        Assert.Equal(0, await coordinator.QueuedAsync());
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var status = await ClusterStatus.AskAsync(coordinator.Link, CancellationToken.None);
            if (Assert.Single(status.Workers).Busy == 0)
                break;
            Assert.True(clock.ElapsedMilliseconds < Minute / 2, "The worker goes on with what nobody waits for.");
        }
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Who_stops_listening_cancels_also_while_workers_are_quick()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 4);
        await using var coordinator = await Coordinator.JoinAsync(server);

        // Some are done between the moment when they are to be taken out and that when they would be.
        var seen = 0;
        await foreach (var _ in coordinator.Run([.. Enumerable.Range(0, 4000).Select(number => TestTrials.Waiting(number, 1))]))
        {
            if (++seen == 500)
                break;
        }

        Assert.Equal(0, await coordinator.QueuedAsync());
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Stopping_in_the_order_of_the_trials_stops_at_the_same_one_wherever_they_run()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 4);
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [.. Enumerable.Range(0, 200).Select(number => TestTrials.Waiting(number, (number * 7) % 5))];

        Assert.Equal(await StopAsync(new LocalExecutor(TestTrials.Kinds, 3).RunAsync(trials, CancellationToken.None)), await StopAsync(coordinator.Run(trials)));
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Two_coordinators_with_the_same_trials_share_the_work()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 4);
        await using var first = await Coordinator.JoinAsync(server);
        await using var second = await Coordinator.JoinAsync(server);
        List<Trial> trials = [.. Enumerable.Range(0, 120).Select(number => TestTrials.Waiting(number, 20))];
        var both = await Task.WhenAll(first.RunAllAsync(trials), second.RunAllAsync(trials));

        Coordinator.AssertSame(both[0], both[1]);
        var status = await ClusterStatus.AskAsync(first.Link, CancellationToken.None);
        Assert.InRange(Assert.Single(status.Workers).Done, 120, 180);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Trials_that_break_what_runs_them_are_set_aside_and_do_not_block_the_rest()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 2);
        await using var coordinator = await Coordinator.JoinAsync(server);

        var outcomes = await coordinator.RunAllAsync(
        [
            TestTrials.Of("overflow", ""),
            TestTrials.Of("hog", ""),
            TestTrials.Of("deaf", "") with { Time = TimeSpan.FromMilliseconds(300) },
            TestTrials.Of("throw", "no luck"),
            TestTrials.Of("unheard-of", ""),
            .. Enumerable.Range(0, 20).Select(number => TestTrials.Waiting(number, 1)),
        ]);

        var aside = outcomes.Take(5).Select(Assert.IsType<SetAside>).ToList();
        Assert.StartsWith("It ended the process it ran in 3 times. Its process ended with exit code ", aside[0].Reason, StringComparison.Ordinal);
        Assert.Contains("Stack overflow", aside[0].Log, StringComparison.Ordinal);
        Assert.Equal("It needs more memory than the 200 MB that this worker allows a trial.", aside[1].Reason);
        Assert.Equal("It took longer than the 0.3 s that it may take.", aside[2].Reason);
        Assert.Equal("InvalidOperationException: no luck", aside[3].Reason);
        Assert.Equal("This build knows no trials of the kind 'unheard-of'.", aside[4].Reason);
        Assert.Equal(20, outcomes.OfType<Completed>().Count());
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_worker_may_allow_less_time_than_a_trial_asks_for()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 2, time: 1);
        await using var coordinator = await Coordinator.JoinAsync(server);

        var outcomes = await coordinator.RunAllAsync([TestTrials.Waiting(1, 100_000), TestTrials.Waiting(2, 1), TestTrials.Of("deaf", "") with { Time = TimeSpan.FromMilliseconds(300) }]);

        Assert.Equal("It took longer than the 1 s that this worker allows a trial.", Assert.IsType<SetAside>(outcomes[0]).Reason);
        Assert.IsType<Completed>(outcomes[1]);
        Assert.Equal("It took longer than the 0.3 s that it may take.", Assert.IsType<SetAside>(outcomes[2]).Reason);
    }

    private static async Task<int> StopAsync(IAsyncEnumerable<(int Index, TrialOutcome Outcome)> outcomes)
    {
        var sum = 0;
        await foreach (var (index, outcome) in outcomes.InOrder())
        {
            sum += ((Completed)outcome).Result.Span[0];
            if (sum > 4000)
                return index;
        }

        return -1;
    }
}
