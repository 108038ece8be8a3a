using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Cluster.Workers;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Tests;

/// <summary>What is the fault of a worker, or of one trial, is not laid on others.</summary>
public class FitnessTests
{
    private static readonly IReadOnlyList<Trial> Trials = [.. Enumerable.Range(0, 40).Select(number => TestTrials.Waiting(number, 20))];

    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData("replaced", "The program was replaced by another build.")]
    [InlineData("unfit", "event=unfit")]
    public async Task A_worker_whose_processes_are_of_no_use_sets_nothing_aside_and_others_do_its_trials(string children, string said)
    {
        using var server = new NatsServer();
        using var useless = ClusterProgram.Worker(server, 2, children: children);
        await using var coordinator = await Coordinator.JoinAsync(server);
        var run = coordinator.RunAllAsync(Trials);
        if (children == "replaced")
            Assert.NotEqual(0, useless.Wait());
        else
            useless.WaitFor(() => useless.Error.Contains(said, StringComparison.Ordinal));
        Assert.Contains(said, useless.Error, StringComparison.Ordinal);

        using var sound = ClusterProgram.Worker(server, 2);
        Coordinator.AssertSame(await Coordinator.LocalAsync(Trials), await run);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_trial_that_ends_workers_is_set_aside_and_what_was_beside_it_is_not()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        var run = coordinator.RunAllAsync([TestTrials.Of("end-worker", ""), .. Enumerable.Range(0, 12).Select(number => TestTrials.Waiting(number, 400))]);
        var ended = 0;
        while (!run.IsCompleted)
        {
            using var worker = ClusterProgram.Worker(server, 3, lostAfter: 3);
            while (!run.IsCompleted && !worker.HasExited)
                await Task.Delay(50, TestContext.Current.CancellationToken);
            ended += worker.HasExited ? 1 : 0;
        }

        var outcomes = await run;
        Assert.StartsWith("It was given to workers 6 times, 3 of them alone", Assert.IsType<SetAside>(outcomes[0]).Reason, StringComparison.Ordinal);
        Assert.All(outcomes.Skip(1), outcome => Assert.IsType<Completed>(outcome));

        // A second copy of it, given to idle workers, has to be found out for itself.
        Assert.InRange(ended, 6, 16);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Who_joins_later_does_not_change_when_the_others_count_as_lost()
    {
        using var server = new NatsServer();
        using var first = ClusterProgram.Worker(server, 1, lostAfter: 20);
        using var second = ClusterProgram.Worker(server, 1, lostAfter: 1);
        await using var coordinator = await Coordinator.JoinAsync(server);

        Assert.Contains("lost-after=20", second.Error, StringComparison.Ordinal);
        var queue = (await coordinator.Link.Streams.GetConsumerAsync(Layout.Trials, TrialQueue.NameOf(Coordinator.Identity.Tag))).Info.Config;
        Assert.Equal(TimeSpan.FromSeconds(20), queue.AckWait);
        Assert.True(queue.MaxWaiting >= 10_000);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_result_that_is_lost_on_its_way_to_the_coordinator_is_read_again()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 2);
        await using var coordinator = await Coordinator.JoinAsync(server);
        await using var thief = await Coordinator.JoinAsync(server);
        var (handed, stolen) = (0, 0);
        List<Trial> trials = [.. Enumerable.Range(0, 150).Select(number => TestTrials.Waiting(number, 20))];
        var run = coordinator.RunAllAsync(trials, number => Volatile.Write(ref handed, number));

        // Asks in the place of the coordinator, so that it never sees what comes.
        while (!run.IsCompleted && stolen < 5)
        {
            await foreach (var name in thief.Link.Streams.ListConsumerNamesAsync(Layout.Results, TestContext.Current.CancellationToken))
            {
                var consumer = await thief.Link.Streams.GetConsumerAsync(Layout.Results, name, TestContext.Current.CancellationToken);
                if (handed > 5 && await consumer.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(1) }, cancellationToken: TestContext.Current.CancellationToken) is not null)
                    stolen++;
            }
        }

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await run);
        Assert.True(stolen > 0, "Nothing was taken.");
    }

    [Fact]
    public async Task Who_is_to_be_alone_waits_for_the_others_and_nobody_enters_beside()
    {
        using var gate = new ExclusiveGate(2);
        var (one, other) = (await gate.EnterAsync(CancellationToken.None), await gate.EnterAsync(CancellationToken.None));
        var alone = gate.EnterAloneAsync(CancellationToken.None);
        var second = gate.EnterAloneAsync(CancellationToken.None);
        one.Dispose();
        Assert.False(alone.IsCompleted);
        other.Dispose();
        var place = await alone;
        Assert.False(second.IsCompleted);
        place.Dispose();
        (await second).Dispose();

        // Who gives up while it waits takes nothing with it.
        using var stop = new CancellationTokenSource();
        var held = await gate.EnterAsync(CancellationToken.None);
        var given = gate.EnterAloneAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        held.Dispose();
        (await gate.EnterAloneAsync(CancellationToken.None)).Dispose();
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1E400")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task A_time_that_is_none_is_refused(string time)
    {
        var trial = TestTrials.Waiting(1, 1);
        var key = trial.KeyFor(TestTrials.Kinds.Build);
        var headers = Coordinator.Identity.Headers();
        (headers["Assay-Key"], headers["Assay-Kind"], headers["Assay-Milliseconds"]) = (key, trial.Kind, time);
        var (message, refusal) = await TrialMessage.ReadAsync(Subjects.Trial(Coordinator.Identity.Tag, "run", key, "0"), headers, trial.Input.ToArray(), Coordinator.Identity, null!, CancellationToken.None);

        Assert.Null(message);
        Assert.Equal("The message is damaged: the time is none.", refusal!.Reason);
        Assert.Null(await ResultMessage.ReadAsync(key, trial, Coordinator.Identity, new NatsHeaders { ["Assay-Milliseconds"] = time, ["Assay-Outcome"] = "done" }, [], null!, CancellationToken.None));
    }
}
