using System.Globalization;

namespace Assay.Bench.Scale;

/// <summary>A thousand workers in a model: what becomes the limit, and how long the end takes.</summary>
internal static class ScaleTable
{
    private const int ForEachLane = 25;

    public static void Write(TextWriter output)
    {
        output.WriteLine("Trials of one length, 25 for each lane, workers of 8 lanes, 0.1 ms for a message in each direction, 1 Gbit/s at the server:\n");
        output.WriteLine("| workers | a trial takes | trials a second | on paper | limit on paper | time within trials | server busy | coordinator busy | network busy |\n|---|---|---|---|---|---|---|---|---|");
        foreach (var workers in new[] { 10, 100, 1000 })
        {
            foreach (var length in new[] { 0.01, 0.1, 1, 10, 60 })
                WriteLimit(output, Of(workers, length));
        }

        WriteLimit(output, Of(1000, 1) with { TrialBytes = 60_000 });
        WriteLimit(output, Of(1000, 10) with { TrialBytes = 1_000_000 });
        output.WriteLine("\nThe last two rows are of trials with 60 KB and 1 MB of input; all others have 1 KB.\n\nThe end, with 1,000 workers:\n");
        output.WriteLine("| lengths, 10 s in the mean | workers | perfect, s | without copies, s | with copies, s | copies |\n|---|---|---|---|---|---|");
        foreach (var (name, length) in new (string, Func<int, double>)[] { ("all the same", _ => 10), ("exponential", Exponential), ("Pareto, exponent 1.5", Pareto) })
        {
            WriteEnd(output, name, "all the same", Of(1000, 10) with { Length = length });
            WriteEnd(output, name, "1 of 20 takes 5 times as long", Of(1000, 10) with { Length = length, Slowness = worker => worker % 20 == 0 ? 5 : 1 });
        }
    }

    private static ClusterModel Of(int workers, double length) =>
        new() { Workers = workers, Cores = 8, Trials = workers * 8 * ForEachLane, Length = _ => length, MeanLength = length };

    private static void WriteLimit(TextWriter output, ClusterModel model)
    {
        var outcome = ClusterSimulation.Run(model);
        var (rate, limit) = model.Bound();
        if (outcome.Rate > rate * 1.0001)
            throw new InvalidOperationException($"{outcome.Rate} trials a second are more than {rate}, what is possible.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {model.Workers:N0} | {Duration(model.MeanLength)} | {outcome.Rate:N0} | {rate:N0} | {limit} | {outcome.Lanes:P0} | {outcome.Server:P0} | {outcome.Coordinator:P0} | {outcome.Network:P0} |"));
    }

    private static void WriteEnd(TextWriter output, string lengths, string workers, ClusterModel model)
    {
        var (alone, copied) = (ClusterSimulation.Run(model with { CopiesLast = false }), ClusterSimulation.Run(model));
        var speed = Enumerable.Range(0, model.Workers).Sum(worker => model.Cores / model.Slowness(worker));
        var perfect = Enumerable.Range(0, model.Trials).Sum(model.Length) / speed;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {lengths} | {workers} | {perfect:N0} | {alone.Seconds:N0} | {copied.Seconds:N0} | {copied.Copies:N0} |"));
    }

    private static string Duration(double seconds) => seconds < 1 ? FormattableString.Invariant($"{seconds * 1000:0} ms") : FormattableString.Invariant($"{seconds:0} s");

    private static double Exponential(int trial) => -10 * Math.Log(1 - Uniform(trial));

    // The mean is scale * exponent / (exponent - 1).
    private static double Pareto(int trial) => 10.0 / 3 / Math.Pow(1 - Uniform(trial), 1 / 1.5);

    private static double Uniform(int trial) => new Random(trial).NextDouble();
}
