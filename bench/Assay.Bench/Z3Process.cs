using System.Diagnostics;

namespace Assay.Bench;

/// <summary>z3 as a process, less the time in which one starts.</summary>
internal static class Z3Process
{
    public const int MostSeconds = 30;

    private static readonly Lazy<double> Start = new(() =>
    {
        var script = Path.GetTempFileName();
        File.WriteAllText(script, "(check-sat)\n");
        var times = Enumerable.Range(0, 21).Select(_ => Wall(script).Milliseconds).Order().ToList();
        File.Delete(script);
        return times[times.Count / 2];
    });

    public static (string Said, double Milliseconds) Run(string file)
    {
        var start = Start.Value;
        var (said, wall) = Wall(file);
        return (said, Math.Max(0, wall - start));
    }

    private static (string Said, double Milliseconds) Wall(string file)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("z3", ["-T:" + MostSeconds, file]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd().Split('\n')[0].Trim();
        process.WaitForExit();
        return (said, clock.Elapsed.TotalMilliseconds);
    }
}
