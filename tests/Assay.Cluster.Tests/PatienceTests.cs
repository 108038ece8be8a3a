using System.Collections.Concurrent;
using System.Diagnostics;
using Assay.Cluster.Links;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Tests;

public class PatienceTests
{
    private static readonly TimeSpan Failing = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Trouble_of_one_request_is_said_once_though_others_succeed_meanwhile()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        var said = new ConcurrentQueue<string?>();
        var patience = new Patience(coordinator.Link, said.Enqueue);
        var clock = Stopwatch.StartNew();

        var failing = patience.DoAsync(_ => clock.Elapsed < Failing ? throw new NatsJSApiException(new ApiError { Code = 500, Description = "partial cache" }) : ValueTask.FromResult(1), CancellationToken.None);
        while (!failing.IsCompleted)
        {
            await patience.DoAsync(_ => ValueTask.FromResult(2), CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }

        Assert.Equal(1, await failing);
        Assert.Equal(["it says: partial cache", null], said);
    }
}
