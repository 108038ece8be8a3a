using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>The comparison in a minute: runs take turns, so that both sides meet the same machine.</summary>
internal static class QuickTable
{
    private const int Rounds = 15;
    private const int ChunksInRun = 1024;

    public static void Write(TextWriter to)
    {
        using var peer = Peer.TryBuild();
        to.WriteLine($"{ProcessorName()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}; one core; median of {Rounds} runs that take turns");
        to.WriteLine();
        to.WriteLine("| body                 | gcc, 10^9 inputs/s | Assay, 10^9 inputs/s | ratio (min to max)  |");
        to.WriteLine("|----------------------|--------------------|----------------------|---------------------|");
        foreach (var body in Body.All)
        {
            to.WriteLine(Row(body, peer?.Function(body.Symbol)));
        }

        to.WriteLine();
        var claim = new SortingClaim();
        var times = Enumerable.Range(0, Rounds + 3).Select(_ => Time(() => claim.AllWeakOrders())).Skip(3).Order().ToArray();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"545,835 weak orders of 8 values, a claim that 19 exchanges sort: {1e3 * times[Rounds / 2]:0} ms ({1e3 * times[0]:0} to {1e3 * times[^1]:0} ms)"));
    }

    private static string Row(Body body, Peer.Chunk? peer)
    {
        using var generated = Generated.Of(body);
        var (theirs, ours) = (new double[Rounds], new double[Rounds]);
        for (var round = -2; round < Rounds; round++)
        {
            var their = peer is null ? double.NaN : Time(() => Each(start => peer((uint)start, 1u << Generated.ChunkBits) != 0));
            var our = Time(() => Each(start => generated.Search(start).Reached));
            if (round >= 0)
            {
                (theirs[round], ours[round]) = (their, our);
            }
        }

        var ratios = theirs.Zip(ours, (their, our) => their / our).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {body.Name,-20} | {Speed(theirs),18:0.00} | {Speed(ours),20:0.00} | {ratios[Rounds / 2],5:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}) |");
    }

    private static double Speed(double[] seconds) => Math.ScaleB(ChunksInRun, Generated.ChunkBits) / seconds.Order().ElementAt(Rounds / 2) / 1e9;

    // The statements hold, and both sides must say so.
    private static void Each(Func<ulong, bool> search)
    {
        for (var chunk = 0UL; chunk < ChunksInRun; chunk++)
        {
            if (search(chunk << (32 - 10)))
            {
                throw new InvalidOperationException("A statement that holds was refuted.");
            }
        }
    }

    private static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
        : "unknown processor";
}
