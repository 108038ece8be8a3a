using System.Diagnostics;
using System.Globalization;
using Assay.Programs.Synthesis;
using Assay.Running;

namespace Assay.Bench;

/// <summary>What the searches for shortest kernels take: a first run in the process, then the median of warm ones.</summary>
internal static class KernelTable
{
    /// <summary>Writes one row for each search.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isLong">Whether the searches of minutes are made too.</param>
    public static void Write(TextWriter output, bool isLong)
    {
        output.WriteLine("| search | first | warm | of which the check | states | outcome |");
        output.WriteLine("|---|---|---|---|---|---|");
        Row(output, "n = 3, all and ties", 40, new KernelRequest(3) { Counts = true });
        Row(output, "n = 3, wide-cmov, all and ties", 5, new KernelRequest(3) { Instructions = "wide-cmov", Counts = true });
        Row(output, "min/max n = 3", 15, new KernelRequest(3) { Instructions = "minmax" });
        Row(output, "min/max n = 4", 5, new KernelRequest(4) { Instructions = "minmax" });
        Row(output, "min/max n = 5", 1, new KernelRequest(5) { Instructions = "minmax" });
        Row(output, "n = 4, length 19", 1, new KernelRequest(4) { Length = 19 });
        if (isLong)
        {
            Row(output, "n = 4, all and ties", 0, new KernelRequest(4) { Counts = true });
            Row(output, "n = 4, wide-cmov, all and ties", 0, new KernelRequest(4) { Instructions = "wide-cmov", Counts = true });
        }
    }

    private static void Row(TextWriter output, string name, int warmRuns, KernelRequest request)
    {
        var (report, first) = Run(request);
        List<(KernelReport Report, TimeSpan Time)> warm = [.. Enumerable.Range(0, warmRuns).Select(_ => Run(request))];
        var median = warm.Count == 0 ? (Report: report, Time: first) : warm.OrderBy(run => run.Time).ElementAt(warm.Count / 2);
        var check = median.Report.Levels.Aggregate(TimeSpan.Zero, (sum, level) => sum + (level.Check ?? TimeSpan.Zero));
        var states = report.Levels.Sum(level => level.Layers.Sum());
        var count = report.Count is { } all && request.Instructions != "minmax" ? string.Create(CultureInfo.InvariantCulture, $", {all:N0} kernels, {report.TieSafe:N0} with ties") : "";
        var outcome = report.IsShortest ? string.Create(CultureInfo.InvariantCulture, $"shortest {report.Kernel!.Count}{count}")
            : string.Create(CultureInfo.InvariantCulture, $"none of up to {report.Excluded}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Text(first)} | {(warm.Count == 0 ? "" : Text(median.Time))} | {Text(check)} | {states:N0} | {outcome} |"));
        output.Flush();
    }

    private static (KernelReport Report, TimeSpan Time) Run(KernelRequest request)
    {
        var clock = Stopwatch.StartNew();
        var report = SortingKernels.Find(request, new Progress<ProgressReport>(), CancellationToken.None);
        return (report, clock.Elapsed);
    }

    private static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
