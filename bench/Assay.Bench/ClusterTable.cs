using System.Diagnostics;
using System.Globalization;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.TrialHost;
using Assay.Trials;

namespace Assay.Bench;

/// <summary>Trials that only wait, on three workers of this machine and a real server, against as many threads of this process.</summary>
internal static class ClusterTable
{
    private const int Workers = 3;
    private const int Cores = 4;
    private const int Rounds = 5;

    public static async Task WriteAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        List<Process> processes = [];
        try
        {
            using var server = new NatsProcess(folder.FullName);
            var url = server.Url;
            for (var worker = 0; worker < Workers; worker++)
                processes.Add(Start("dotnet", [typeof(TestTrials).Assembly.Location, "worker", url, $"{Cores}", "30"]));
            await using var link = await ClusterLink.OpenAsync(new ClusterAddress(url), "bench", CancellationToken.None);
            while ((await ClusterStatus.AskAsync(link, CancellationToken.None)).Workers.Count < Workers)
                await Task.Delay(100);

            output.WriteLine($"{MatrixTable.Processor()}; {Environment.ProcessorCount} cores; {Workers} workers of {Cores} trials at a time; nats-server on the same machine\n");
            output.WriteLine("| trials | each waits, ms | threads here, s, median | workers, s, median (min to max) | trials a second | overhead | goal | met |\n|---|---|---|---|---|---|---|---|");
            var cluster = new ClusterExecutor(link, new Identity("test", TestTrials.Kinds.Build), Console.Error.WriteLine);

            // Until then workers compile more than they work.
            _ = await TimeAsync(cluster, 20_000, 1, 1_000_000);
            await RowAsync(output, cluster, 10_000, 1, (seconds, _) => ("2,000 a second", 10_000 / seconds >= 2000));
            await RowAsync(output, cluster, 1200, 100, (seconds, local) => ("overhead of 5 %", seconds <= 1.05 * local));
            await WriteCostsAsync(output, cluster, server, processes, 20_000);
        }
        finally
        {
            foreach (var process in Enumerable.Reverse(processes))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            folder.Delete(recursive: true);
        }
    }

    private static async Task RowAsync(TextWriter output, ITrialExecutor cluster, int count, int milliseconds, Func<double, double, (string Goal, bool IsMet)> judge)
    {
        var local = new LocalExecutor(TestTrials.Kinds, Workers * Cores);
        List<double> here = [], there = [];
        for (var round = 0; round < Rounds; round++)
        {
            here.Add(await TimeAsync(local, count, milliseconds, round * count));
            there.Add(await TimeAsync(cluster, count, milliseconds, round * count));
        }

        var (usual, own) = (Median(there), Median(here));
        var (goal, isMet) = judge(usual, own);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count:N0} | {milliseconds} | {own:0.00} | {usual:0.00} ({there.Min():0.00} to {there.Max():0.00}) | {count / usual:N0} | {(usual / own) - 1:P1} | {goal} | {(isMet ? "yes" : "no")} |"));
        output.Flush();
    }

    // What a trial of no length costs each of them; the processes that do trials count as their worker.
    private static async Task WriteCostsAsync(TextWriter output, ITrialExecutor cluster, NatsProcess server, List<Process> workers, int count)
    {
        var (first, own, others) = (server.ProcessorTime, Own(), Workers());
        _ = await TimeAsync(cluster, count, 0, 2_000_000);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nProcessor time for a trial of no length, microseconds: server {Each(server.ProcessorTime - first):0}, coordinator {Each(Own() - own):0}, worker {Each(Workers() - others):0}."));

        double Each(TimeSpan time) => time.TotalMicroseconds / count;
        static TimeSpan Own() => Process.GetCurrentProcess().TotalProcessorTime;
        TimeSpan Workers() => Process.GetProcessesByName("dotnet").Where(process => workers.Any(worker => worker.Id == process.Id || ParentOf(process.Id) == worker.Id)).Aggregate(TimeSpan.Zero, (sum, process) => sum + process.TotalProcessorTime);
    }

    private static int? ParentOf(int id)
    {
        var status = $"/proc/{id}/stat";
        return File.Exists(status) && File.ReadAllText(status) is var text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : null;
    }

    // From the first trial sent to the last result at hand, each once; the server is tidied after that.
    private static async Task<double> TimeAsync(ITrialExecutor executor, int count, int milliseconds, int first)
    {
        List<Trial> trials = [.. Enumerable.Range(first, count).Select(number => TestTrials.Waiting(number, milliseconds))];
        var seen = new HashSet<int>();
        var clock = Stopwatch.StartNew();
        var seconds = 0.0;
        await foreach (var (index, outcome) in executor.RunAsync(trials, CancellationToken.None))
        {
            if (outcome is not Completed || !seen.Add(index))
                throw new InvalidOperationException($"Trial {index}: {outcome}");
            seconds = clock.Elapsed.TotalSeconds;
        }

        return seen.Count == count ? seconds : throw new InvalidOperationException($"{seen.Count} of {count} trials came.");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }
}
