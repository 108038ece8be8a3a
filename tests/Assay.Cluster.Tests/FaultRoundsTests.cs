using Assay.TestSupport;
using Assay.TrialHost;
using Assay.Trials;

namespace Assay.Cluster.Tests;

/// <summary>Again and again something is killed or cut at a moment of chance: nothing is lost, nothing comes twice, and the results are the same.</summary>
public class FaultRoundsTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int Trials = 90;
    private const int Milliseconds = 20;

    private static readonly string[] Kinds = ["worker", "server", "coordinator", "link"];

    [Fact(Timeout = 10 * NatsServer.Timeout)]
    public async Task Whatever_is_killed_or_cut_the_results_are_the_same()
    {
        using var server = new NatsServer(host: "0.0.0.0");
        using var network = SeparateNetwork.TryCreate();
        var far = network is null ? null : ClusterProgram.WorkerBehind(network, server, 2);
        var near = ClusterProgram.Worker(server, 2);
        using var steady = ClusterProgram.Worker(server, 2);
        await using var coordinator = await Coordinator.JoinAsync(server);
        if (network is null)
            output.WriteLine("No network namespace can be made here: no link is cut.");
        try
        {
            for (var round = 0; round < TestSupport.Rounds.Of(Rounds); round++)
            {
                var kind = Kinds[round % (network is null ? 3 : 4)];
                var random = new Random(round);
                output.WriteLine($"round {round}: {kind}");
                switch (kind)
                {
                    case "worker":
                        await RunAsync(coordinator, round, random, () => near.Kill());
                        near.Dispose();
                        near = ClusterProgram.Worker(server, 2);
                        break;
                    case "server":
                        await RunAsync(coordinator, round, random, () =>
                        {
                            server.Kill();
                            Thread.Sleep(random.Next(500));
                            server.Restart();
                        });
                        break;
                    case "coordinator":
                        await KillCoordinatorAsync(coordinator, server, round, random);
                        break;
                    case "link":
                        // Longer, now and then, than a worker may be silent.
                        var mended = Task.CompletedTask;
                        await RunAsync(coordinator, round, random, () =>
                        {
                            network!.Cut();
                            mended = Task.Run(async () =>
                            {
                                await Task.Delay(random.Next(5000));
                                network.Mend();
                            });
                        });
                        await mended;
                        break;
                }

                Assert.Equal(0, await coordinator.QueuedAsync());
            }
        }
        finally
        {
            near.Dispose();
            far?.Dispose();
        }
    }

    // Each outcome comes once, which the run itself sees to, and is what threads of this process make of it.
    private static async Task RunAsync(Coordinator coordinator, int round, Random random, Action harm)
    {
        List<Trial> trials = [.. Enumerable.Range(1000 * (round + 1), Trials).Select(number => TestTrials.Waiting(number, Milliseconds))];
        var moment = random.Next(1, Trials / 2);
        var outcomes = await coordinator.RunAllAsync(trials, number =>
        {
            if (number == moment)
                harm();
        });
        Coordinator.AssertSame(await Coordinator.LocalAsync(trials), outcomes);
    }

    private static async Task KillCoordinatorAsync(Coordinator watching, NatsServer server, int round, Random random)
    {
        var first = 1000 * (round + 1);
        using (var killed = ClusterProgram.Coordinator(server, Trials, 5 * Milliseconds, first))
        {
            killed.WaitFor(() => watching.StoredAsync().Result > 0);
            await Task.Delay(random.Next(1000));
            Assert.False(killed.HasExited, "It was at its end before.");
            killed.Kill();
        }

        using var second = ClusterProgram.Coordinator(server, Trials, 5 * Milliseconds, first);
        Assert.Equal(0, second.Wait());
        Assert.Equal($"{Trials} {Trials} {TestTrials.HashOfWaiting(first, Trials)}\n", second.Output);
    }
}
