using System.Security.Cryptography;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Tests;

/// <summary>What stands in the object store may be gone, wholly or in parts; nobody waits for it.</summary>
public class BlobTests
{
    private const string Stream = $"OBJ_{Layout.Blobs}";

    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(500);

    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 << 10)]
    [InlineData(1_000_000)]
    public async Task What_is_put_comes_back_and_is_put_anew_where_its_parts_are_gone(int length)
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        var bytes = RandomNumberGenerator.GetBytes(length);
        var blobs = new Blobs(coordinator.Link, Brief);
        var name = await blobs.PutAsync(bytes, CancellationToken.None);
        Assert.Equal(bytes, await blobs.GetAsync(name, CancellationToken.None));
        var stored = await StoredAsync();
        await blobs.PutAsync(bytes, CancellationToken.None);
        Assert.Equal(stored, await StoredAsync());

        await PurgeAsync(coordinator, "C");
        var message = (await Assert.ThrowsAsync<InvalidDataException>(() => blobs.GetAsync(name, CancellationToken.None).AsTask())).Message;

        // Of nothing no part is missing, and yet the server never gives it.
        Assert.Equal(length == 0 ? "The server has it and does not give it out." : "Parts of it are no longer in the object store.", message);
        if (length == 0)
            return;
        await blobs.PutAsync(bytes, CancellationToken.None);
        Assert.Equal(bytes, await blobs.GetAsync(name, CancellationToken.None));
        await PurgeAsync(coordinator, "M");
        Assert.Equal("It is no longer in the object store.", (await Assert.ThrowsAsync<InvalidDataException>(() => blobs.GetAsync(name, CancellationToken.None).AsTask())).Message);

        async Task<long> StoredAsync() => (long)(await coordinator.Link.Streams.GetStreamAsync(Stream)).Info.State.LastSeq;
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_that_is_away_meanwhile_is_waited_for()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        var bytes = RandomNumberGenerator.GetBytes(1_000_000);
        var blobs = new Blobs(coordinator.Link, Brief);
        var name = await blobs.PutAsync(bytes, CancellationToken.None);
        server.Kill();
        var reading = new Patience(coordinator.Link, _ => { }).DoAsync(stop => blobs.GetAsync(name, stop), CancellationToken.None);
        await Task.Delay(4 * Brief, TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        server.Restart();

        Assert.Equal(bytes, await reading);
    }

    // The first trial's input lacks its parts, and the second one's result.
    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_trial_whose_input_lacks_its_parts_is_refused_and_such_a_result_is_made_again()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Of("large", new string('0', Blobs.MostInline) + "7"), TestTrials.Of("large", "3000000"), TestTrials.Waiting(1, 1)];
        var keys = trials.ConvertAll(trial => trial.KeyFor(TestTrials.Kinds.Build));
        var run = new RunState(trials, Coordinator.Identity.Build).Run;
        var blobs = new Blobs(coordinator.Link);
        var (headers, _) = await TrialMessage.WriteAsync(trials[0], keys[0], Coordinator.Identity, blobs, CancellationToken.None);
        await coordinator.Link.PutAsync(Subjects.Trial(Coordinator.Identity.Tag, run, keys[0], "0"), default, headers, CancellationToken.None);
        var local = await Coordinator.LocalAsync(trials);
        var (result, _) = await ResultMessage.WriteAsync(keys[1], trials[1], local[1], TimeSpan.Zero, "somebody", Coordinator.Identity, blobs, CancellationToken.None);
        await coordinator.Link.PutAsync(Subjects.Result(run, keys[1]), default, result, CancellationToken.None);
        await PurgeAsync(coordinator, "C");

        // It is refused before the run begins: who runs it puts the parts there again, and tries again what was set aside before.
        using var worker = ClusterProgram.Worker(server, 1);
        await coordinator.UntilQueuedAsync(0, isAtMost: true);
        var outcomes = await coordinator.RunAllAsync(trials);

        Assert.Contains("Its input cannot be had: Parts of it are no longer in the object store.", worker.Error, StringComparison.Ordinal);
        Coordinator.AssertSame(local, outcomes);
        Assert.Contains("A result of somebody was damaged on its way, or is of another trial or build; the trial is done again.", coordinator.Said);
    }

    private static async Task PurgeAsync(Coordinator coordinator, string kind) =>
        await coordinator.Link.Streams.PurgeStreamAsync(Stream, new StreamPurgeRequest { Filter = $"$O.{Layout.Blobs}.{kind}.>" }, CancellationToken.None);
}
