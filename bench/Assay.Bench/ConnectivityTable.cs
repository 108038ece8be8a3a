using System.Diagnostics;
using System.Globalization;
using Assay.Training;
using Assay.Training.Connectivity;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Parameters;

namespace Assay.Bench;

/// <summary>Matching of units against NumPy and SciPy, in turns, on one thread; then all pairs of a population.</summary>
internal static class ConnectivityTable
{
    private const int Rounds = 15;
    private const int Members = 24;
    private const double MostSeconds = 4;

    private static readonly int[] Wide = [64, 512, 512, 10];

    public static void Write(TextWriter output)
    {
        using var peer = PythonPeer.TryStart("connectivity.py", versions: 1);
        output.WriteLine($"{MatrixTable.Processor()}; {Environment.ProcessorCount} cores; {peer?.Versions[0]}, one thread");
        output.WriteLine();
        output.WriteLine("| job | Assay min, ms | median | peer min, ms | median | peer / Assay | goal | met |\n|---|---|---|---|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        try
        {
            var network = Network.Mlp(ActivationKind.Relu, Wide);
            var pair = Population.Train(network, Digits.Standard, OptimizerRecipe.Parse("sgd(lr: 0.1, momentum: 0.9, batch: 32)"), seeds: 2, steps: 300).Select(member => member.Parameters.ToArray()).ToArray();
            StoredParameters.Write(Path.Combine(folder.FullName, "a.npy"), network, pair[0]);
            StoredParameters.Write(Path.Combine(folder.FullName, "b.npy"), network, pair[1]);
            var argument = $"{folder.FullName} {string.Join(' ', Wide)}";
            var matching = new WeightMatching(network);
            var worth = matching.Worth(0, pair[0], pair[1]);
            Row(output, peer, "assignment of 512 units of trained networks", "assign", argument, () => Sum(worth, Assignment.Best(worth, Wide[1])));
            Row(output, peer, "weight matching of 64-512-512-10", "match", argument, () => Sum(matching, pair, matching.Match(pair[0], pair[1]).Orders));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        output.WriteLine();
        foreach (int[] sizes in new int[][] { [64, 128, 10], [64, 128, 128, 10] })
        {
            WritePairs(output, sizes);
        }
    }

    private static void Row(TextWriter output, PythonPeer? peer, string name, string job, string argument, Func<double> work)
    {
        const double Goal = 1;
        var sum = work();
        List<double> own = [], theirs = [];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = work();
            own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (peer is not null)
            {
                var (milliseconds, answer) = peer.Run(job, argument);
                theirs.Add(milliseconds);
                var other = double.Parse(answer, CultureInfo.InvariantCulture);
                if (Math.Abs(other - sum) > 1e-9 * Math.Abs(sum))
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{name}: the sum is {sum}, and {other} by SciPy."));
                }
            }
        }

        var end = theirs.Count == 0 ? "skipped: not installed | | |"
            : string.Create(CultureInfo.InvariantCulture, $"{theirs.Min():0.0} | {theirs.Order().ElementAt(Rounds / 2):0.0} | {theirs.Min() / own.Min():0.00} |");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {own.Min():0.0} | {own.Order().ElementAt(Rounds / 2):0.0} | {end} {Goal:0.0} | {(theirs.Count == 0 ? "" : theirs.Min() >= Goal * own.Min() ? "yes" : "no")} |"));
        output.Flush();
    }

    private static void WritePairs(TextWriter output, int[] sizes)
    {
        var network = Network.Mlp(ActivationKind.Relu, sizes);
        var networks = Population.Train(network, Digits.Standard, OptimizerRecipe.Parse("sgd(lr: 0.1, momentum: 0.9, batch: 32)"), Members, 300).Select(member => member.Parameters.ToArray()).ToArray();
        var data = new DataPlan(_ => Digits.Standard, "").For<float>(network, 1, isTuning: false);
        var structure = PermutationStructure.Of(network);
        var options = new StudyOptions { Points = 11, IsWithoutRepair = true };
        List<double> seconds = [];
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = Study.Between(structure, networks, data, options, null, CancellationToken.None);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var repaired = Stopwatch.StartNew();
        _ = Study.Between(structure, networks, data, options with { IsWithoutRepair = false }, null, CancellationToken.None);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"276 pairs of {Members} networks {string.Join('-', sizes)}, matched, with barriers of loss and error as they are and permuted, 11 points of 1,297 and 500 samples: {seconds.Min():0.00} s (median {seconds.Order().ElementAt(2):0.00}) on {options.Threads} threads; goal {MostSeconds:0} s: {(seconds.Min() <= MostSeconds ? "yes" : "no")}; with REPAIR too {repaired.Elapsed.TotalSeconds:0.00} s"));
    }

    private static double Sum(double[] worth, int[] columns) => columns.Select((column, row) => worth[(row * columns.Length) + column]).Sum();

    private static double Sum(WeightMatching matching, double[][] pair, int[][] orders) => Sum(matching.Worth(0, pair[0], pair[1], orders), orders[0]);
}
