using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Cluster;
using Assay.Cluster.Children;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Cluster.Workers;
using Assay.Processes;
using Assay.TrialHost;
using Assay.Trials;

// trials [sound|replaced|unfit] | worker URL CORES SECONDS [VERSION [sound|replaced|unfit]] | run URL COUNT MILLISECONDS [FIRST]
using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
if (args is ["trials", var fitness])
{
    if (fitness == "unfit")
        return 5;
    TrialHost.Run(fitness == "replaced" ? new TrialKinds("another", TestTrials.Kinds.All) : TestTrials.Kinds);
    return 0;
}

var address = new ClusterAddress(args[1]);
var link = await ClusterLink.OpenAsync(address, "test", stop.Token);
if (args[0] == "worker")
{
    var options = new WorkerOptions { Cores = int.Parse(args[2], CultureInfo.InvariantCulture), LostAfter = TimeSpan.FromSeconds(double.Parse(args[3], CultureInfo.InvariantCulture)), Grace = TimeSpan.FromSeconds(1), Time = args.Length > 6 ? TimeSpan.FromSeconds(double.Parse(args[6], CultureInfo.InvariantCulture)) : TimeSpan.MaxValue };
    var program = new WorkerProgram("dotnet", [typeof(TestTrials).Assembly.Location, "trials", args.Length > 5 ? args[5] : "sound"], 200L << 20);
    await using var worker = new ClusterWorker(link, new Identity(args.Length > 4 ? args[4] : "test", TestTrials.Kinds.Build), options, program, new WorkerLog(Console.Error, TimeProvider.System));
    try
    {
        await worker.RunAsync(stop.Token);
        return 0;
    }
    catch (ClusterException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 3;
    }
}

await using (link)
{
    var executor = new ClusterExecutor(link, new Identity("test", TestTrials.Kinds.Build), Console.Error.WriteLine);
    List<Trial> trials = [.. Enumerable.Range(args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 0, int.Parse(args[2], CultureInfo.InvariantCulture)).Select(number => TestTrials.Waiting(number, int.Parse(args[3], CultureInfo.InvariantCulture)))];
    var results = new TrialOutcome?[trials.Count];
    var handed = 0;
    await foreach (var (index, outcome) in executor.RunAsync(trials, stop.Token))
    {
        results[index] = outcome;
        handed++;
    }

    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (var result in results.OfType<Completed>())
        hash.AppendData(result.Result.Span);
    Console.WriteLine($"{handed} {results.OfType<Completed>().Count()} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    return 0;
}
