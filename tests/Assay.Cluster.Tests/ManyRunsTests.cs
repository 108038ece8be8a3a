using System.Diagnostics;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Tests;

public class ManyRunsTests
{
    // Far more than these trials take; far less than they would if each waited until its run looks after what is lost.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_run_that_ends_leaves_what_others_have_queued()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 1);
        await using var first = await Coordinator.JoinAsync(server);
        await using var second = await Coordinator.JoinAsync(server);
        var clock = Stopwatch.StartNew();

        // The second is queued behind the first, and still waits when that one is over.
        var shorter = first.RunAllAsync([.. Enumerable.Range(0, 6).Select(number => TestTrials.Waiting(number, 400))]);
        await UntilQueuedAsync(first, 1);
        List<Trial> trials = [.. Enumerable.Range(100, 60).Select(number => TestTrials.Waiting(number, 5))];
        var longer = second.RunAllAsync(trials);
        await UntilQueuedAsync(second, 50);
        await shorter;
        var outcomes = await longer;

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), outcomes);
        Assert.True(clock.Elapsed < Long, $"It took {clock.Elapsed}.");
        Assert.Equal(0, await second.QueuedAsync());
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_run_that_stands_behind_another_says_so()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 1);
        await using var first = await Coordinator.JoinAsync(server);
        await using var second = await Coordinator.JoinAsync(server);

        var longer = first.RunAllAsync([.. Enumerable.Range(0, 4).Select(number => TestTrials.Waiting(number, 4000))]);
        await UntilQueuedAsync(first, 4);
        await second.RunAllAsync([TestTrials.Waiting(100, 5)]);
        await longer;

        Assert.Contains(second.Said, line => line.Contains("trials of other runs", StringComparison.Ordinal));
        Assert.DoesNotContain(first.Said, line => line.Contains("trials of other runs", StringComparison.Ordinal));
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_store_that_others_fill_is_named()
    {
        using var server = new NatsServer(most: 150_000);
        using var worker = ClusterProgram.Worker(server, 1);
        await using var coordinator = await Coordinator.JoinAsync(server);
        await coordinator.Link.PutAsync(Subjects.Result("other", "key"), new byte[200_000], Coordinator.Identity.Headers(), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();

        var run = Coordinator.AllAsync(coordinator.Run([TestTrials.Waiting(1, 5)], stop.Token), 1);
        while (!coordinator.Said.ToArray().Any(line => line.Contains("not even for a single trial", StringComparison.Ordinal)))
            await Task.Delay(100, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void Results_that_were_there_before_are_no_speed()
    {
        List<Trial> trials = [.. Enumerable.Range(0, 2).Select(number => TestTrials.Waiting(number, 5))];
        var state = new RunState(trials, Coordinator.Identity.Build);
        state.Arrive(state.Keys[0]);
        Assert.Equal([0], state.Complete(state.Keys[0], new Completed(default), TimeSpan.FromSeconds(1)));
        Assert.Equal(0, state.Rate);

        Assert.True(state.Queue(state.Keys[1]));
        state.Arrive(state.Keys[1]);
        Assert.Equal([1], state.Complete(state.Keys[1], new Completed(default), TimeSpan.FromSeconds(1)));
        Assert.True(state.Rate > 0);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task What_the_server_no_longer_gives_to_workers_is_queued_again()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 1);
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [.. Enumerable.Range(0, 12).Select(number => TestTrials.Waiting(number, number == 0 ? 4000 : 5))];
        var run = coordinator.RunAllAsync(trials);
        await UntilQueuedAsync(coordinator, trials.Count);

        // nats-server 2.9.10 takes all trials of a build for given away when those of some run are purged; here also the copies that idle workers would get.
        List<string> keys = [.. trials.Select(trial => trial.KeyFor(Coordinator.Identity.Build))];
        foreach (var key in keys)
            await coordinator.Link.PutAsync(Subjects.Trial(Coordinator.Identity.Tag, Subjects.RunOf(keys), key, "1"), default, Coordinator.Identity.Headers(), TestContext.Current.CancellationToken);
        await coordinator.Link.Streams.PurgeStreamAsync(Layout.Trials, new StreamPurgeRequest { Filter = Subjects.Trials(Coordinator.Identity.Tag, "0000000000000000") }, TestContext.Current.CancellationToken);

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await run);
        Assert.Equal(0, await coordinator.QueuedAsync());
    }

    private static async Task UntilQueuedAsync(Coordinator coordinator, int count)
    {
        while ((await coordinator.Link.Streams.GetStreamAsync(Layout.Trials)).Info.State.Messages < count)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
