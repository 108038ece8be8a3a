using System.Diagnostics;
using System.Text;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Cluster.Workers;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.JetStream;
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
        await first.UntilQueuedAsync(1);
        List<Trial> trials = [.. Enumerable.Range(100, 60).Select(number => TestTrials.Waiting(number, 5))];
        var longer = second.RunAllAsync(trials);
        await second.UntilQueuedAsync(50);
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
        await first.UntilQueuedAsync(4);
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

    // What took too long, or too much memory, may not do so under other circumstances.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task What_was_set_aside_in_an_earlier_run_is_tried_again()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Waiting(1, 5), TestTrials.Waiting(2, 5)];
        var state = new RunState(trials, Coordinator.Identity.Build);
        var (headers, body) = await ResultMessage.WriteAsync(state.Keys[1], trials[1], new SetAside("It took too long.", ""), TimeSpan.Zero, "somebody", Coordinator.Identity, new Blobs(coordinator.Link), TestContext.Current.CancellationToken);
        await coordinator.Link.PutAsync(Subjects.Result(state.Run, state.Keys[1]), body, headers, TestContext.Current.CancellationToken);
        using var worker = ClusterProgram.Worker(server, 1);

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await coordinator.RunAllAsync(trials));
    }

    [Fact]
    public void Runs_with_other_times_share_nothing()
    {
        var trial = TestTrials.Waiting(1, 5);
        string RunOf(TimeSpan time) => new RunState([trial with { Time = time }], Coordinator.Identity.Build).Run;

        Assert.Equal(RunOf(TimeSpan.FromSeconds(2)), RunOf(TimeSpan.FromSeconds(2)));
        Assert.NotEqual(RunOf(TimeSpan.FromSeconds(2)), RunOf(TimeSpan.FromSeconds(3)));
    }

    // As on a server that comes back without its store.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Streams_that_are_gone_are_made_anew()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 1);
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [.. Enumerable.Range(0, 40).Select(number => TestTrials.Waiting(number, 50))];
        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await coordinator.RunAllAsync(trials));

        List<Trial> others = [.. Enumerable.Range(100, 40).Select(number => TestTrials.Waiting(number, 50))];
        var outcomes = await coordinator.RunAllAsync(others, number =>
        {
            if (number == 10)
            {
                foreach (var stream in (string[])[Layout.Trials, Layout.Results])
                    coordinator.Link.Streams.DeleteStreamAsync(stream).AsTask().GetAwaiter().GetResult();
            }
        });

        Coordinator.AssertSame(await Coordinator.LocalAsync(others), outcomes);
    }

    // What stands there under a subject of no trial would come again and again.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task What_is_no_trial_leaves_the_queue()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        foreach (var end in (string[])["x", "a.b.c.d.e.f"])
            await coordinator.Link.PutAsync($"assay.trial.{Coordinator.Identity.Tag}.{end}", new byte[] { 1 }, Coordinator.Identity.Headers(), TestContext.Current.CancellationToken);
        using var worker = ClusterProgram.Worker(server, 1);

        await coordinator.UntilQueuedAsync(0, isAtMost: true);
        List<Trial> trials = [TestTrials.Waiting(1, 5)];
        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await coordinator.RunAllAsync(trials));
        Assert.Contains("that of no trial", worker.Error, StringComparison.Ordinal);
    }

    // As with a store that was damaged: it has a result, refuses others, and gives it to nobody. Here trials are taken out of the queue and no result comes.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Results_that_the_server_does_not_give_out_are_made_again_in_their_place()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        await using var other = await Coordinator.JoinAsync(server);
        using var over = new CancellationTokenSource();
        List<Trial> trials = [TestTrials.Waiting(1, 5)];
        var removed = other.Link.Connection.SubscribeAsync<byte[]>($"$JS.API.STREAM.PURGE.{Layout.Results}", cancellationToken: over.Token).GetAsyncEnumerator(over.Token);
        var isRemoved = removed.MoveNextAsync();

        var run = coordinator.RunAllAsync(trials);
        var queue = await other.Link.Streams.CreateOrUpdateConsumerAsync(Layout.Trials, new ConsumerConfig(TrialQueue.NameOf(Coordinator.Identity.Tag)) { FilterSubject = Subjects.Trials(Coordinator.Identity.Tag), AckPolicy = ConsumerConfigAckPolicy.Explicit }, CancellationToken.None);
        while (!coordinator.Said.ToArray().Any(line => line.Contains("its store may be damaged", StringComparison.Ordinal)))
        {
            if (await queue.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(1) }, cancellationToken: CancellationToken.None) is { } message)
                await message.AckAsync();
        }

        Assert.True(await isRemoved);
        Assert.Contains(Subjects.Result(new RunState(trials, Coordinator.Identity.Build).Run, new RunState(trials, Coordinator.Identity.Build).Keys[0]), Encoding.UTF8.GetString(removed.Current.Data!), StringComparison.Ordinal);
        await other.Link.Streams.DeleteConsumerAsync(Layout.Trials, queue.Info.Name, CancellationToken.None);
        using var worker = ClusterProgram.Worker(server, 1);
        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await run);
        await removed.DisposeAsync();
    }

    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData("publish: { allow: [\"assay.>\"] }, subscribe: \">\"", "Permissions Violation for Publish to \"$JS.API.…\"")]
    [InlineData("publish: \">\", subscribe: { allow: [\"assay.>\"] }", "Permissions Violation for Subscription to \"_INBOX.")]
    public async Task What_is_not_permitted_to_who_joins_is_said_at_once(string permissions, string words)
    {
        using var server = new NatsServer($"authorization {{ users = [ {{ user: u, password: p, permissions: {{ {permissions} }} }} ] }}");
        var clock = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<ClusterException>(() => Coordinator.JoinAsync(server, "u:p@"));

        Assert.StartsWith($"{server.Url} does not permit what is needed: {words}", exception.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "It waited for an answer.");
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task What_the_server_does_not_permit_is_said()
    {
        using var server = new NatsServer("authorization { users = [ { user: u, password: p, permissions: { publish: { deny: [\"assay.trial.>\"] } } } ] }");
        await using var coordinator = await Coordinator.JoinAsync(server, "u:p@");
        using var stop = new CancellationTokenSource();

        var run = Coordinator.AllAsync(coordinator.Run([TestTrials.Waiting(1, 5)], stop.Token), 1);
        while (!coordinator.Said.ToArray().Any(line => line.Contains("does not permit what is needed: ", StringComparison.Ordinal) && line.Contains("\"assay.trial.…\"", StringComparison.Ordinal)))
            await Task.Delay(50, TestContext.Current.CancellationToken);
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
        await coordinator.UntilQueuedAsync(trials.Count);

        // nats-server 2.9.10 takes all trials of a build for given away when those of some run are purged; here also the copies that idle workers would get.
        List<string> keys = [.. trials.Select(trial => trial.KeyFor(Coordinator.Identity.Build))];
        foreach (var key in keys)
            await coordinator.Link.PutAsync(Subjects.Trial(Coordinator.Identity.Tag, new RunState(trials, Coordinator.Identity.Build).Run, key, "1"), default, Coordinator.Identity.Headers(), TestContext.Current.CancellationToken);
        await coordinator.Link.Streams.PurgeStreamAsync(Layout.Trials, new StreamPurgeRequest { Filter = Subjects.Trials(Coordinator.Identity.Tag, "0000000000000000") }, TestContext.Current.CancellationToken);

        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), await run);
        Assert.Equal(0, await coordinator.QueuedAsync());
    }
}
