using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Assay.Bench.Report;

/// <summary>All comparisons with peers, one after the other, as a document. Each runs in a process of its own, so that none finds the traces of another.</summary>
internal static class BenchmarkReport
{
    private static readonly Part[] Parts =
    [
        new("Exhaustive search, against C", "--quick", "Inputs that are tried in a second, against plain loops that gcc compiles on this machine. A ratio above 1 means that Assay is faster."),
        new("Claims, against z3", "--solvers", "The same questions to both, from claims of the gallery and of `bench/claims`."),
        new("Matrices, against NumPy and FLINT", "--matrices", "Proofs of what peers estimate in floating point, or compute exactly."),
        new("Training, against PyTorch", "--training", "Steps of populations of small networks."),
        new("Curvature, against PyTorch", "--geometry", "Products of Hessians, on one thread."),
        new("Matching networks, against SciPy", "--connectivity", "Assignments, and permutations that align networks."),
    ];

    /// <summary>Runs everything that is wanted, and writes the document after each part.</summary>
    /// <param name="file">Where it goes.</param>
    /// <param name="wanted">Options of the parts to run, such as <c>--matrices</c>; none for all.</param>
    /// <returns>The exit code: 0, or 1 where a part failed.</returns>
    public static int Write(string file, IReadOnlyList<string> wanted)
    {
        var parts = Parts.Where(part => wanted.Count == 0 || wanted.Contains(part.Option)).ToList();
        if (wanted.Except(Parts.Select(part => part.Option)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no part '{unknown}'. Known: {string.Join(", ", Parts.Select(part => part.Option))}");
            return 1;
        }

        var text = new StringBuilder(Head(wanted));
        var hasFailed = false;
        foreach (var (part, i) in parts.Select((part, i) => (part, i)))
        {
            Console.Error.WriteLine($"{i + 1} of {parts.Count}: {part.Title}");
            var clock = Stopwatch.StartNew();
            var (code, output) = Run(part.Option);
            hasFailed |= code != 0;
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Title}\n\n{part.Says}\n\n{output.Trim()}\n");
            text.Append(code == 0 ? "" : FormattableString.Invariant($"\nIt ended with exit code {code}: the table is not complete.\n"));
            Console.Error.WriteLine(FormattableString.Invariant($"   {(code == 0 ? "done" : "FAILED")} in {clock.Elapsed.TotalSeconds:0} s"));
            File.WriteAllText(file, text.ToString());
        }

        return hasFailed ? 1 : 0;
    }

    private static string Head(IReadOnlyList<string> wanted)
    {
        var text = new StringBuilder("# Benchmarks\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Written on {DateTime.UtcNow:yyyy-MM-dd} by\n\n```sh\ndotnet run -c Release --project bench/Assay.Bench -- {string.Join(' ', wanted.Prepend("--report"))}\n```\n\n");
        text.Append("which runs each comparison on the machine where it is called, with the peers that it finds there; what a peer is missing for is left out. `--report` alone runs all parts.\nBoth sides take turns, so that they meet the same machine. [bench/README.md](../bench/README.md) says what is measured, and why.\n\n| machine | |\n|---|---|\n");
        foreach (var (what, value) in Machine.Rows())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {value} |\n");
        }

        return text.ToString();
    }

    private static (int Code, string Output) Run(string option)
    {
        var self = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(BenchmarkReport).Assembly.Location, option] : [option];
        using var process = Process.Start(new ProcessStartInfo(self, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private sealed record Part(string Title, string Option, string Says);
}
