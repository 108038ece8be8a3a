using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Programs;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Bench;

/// <summary>
/// Assay's portfolio against z3 on the same questions, in turns. Assay's time is that of all deciders until the answer, the
/// checking of certificates included; z3's is that of its process on the SMT-LIB text, less the start of a process.
/// </summary>
internal static class SolverTable
{
    private const int Rounds = 3;
    private const int MostSeconds = 30;

    /// <summary>Less than this nobody notices, and the clock does not see it well.</summary>
    private const double Floor = 0.5;

    private const double WorthMeasuring = 5;

    public static void Write(TextWriter to, params IReadOnlyList<string> paths)
    {
        var rows = Claims(paths).Select(Measure).OfType<Row>().ToList();
        foreach (var row in rows)
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-44} {row.Outcome,-9} {row.Decider,-12} {row.Assay,10:0.0} ms {row.Z3,10:0.0} ms {row.Ratio,9:0.00}"));
        }

        Summary(to, "all", rows);
        Summary(to, $"where one of the two needs {WorthMeasuring} ms or more", [.. rows.Where(row => Math.Max(row.Assay, row.Z3) >= WorthMeasuring)]);
        Summary(to, "decided by Sat", [.. rows.Where(row => row.Decider == "Sat")]);
    }

    private static void Summary(TextWriter to, string which, List<Row> rows)
    {
        if (rows.Count > 0)
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{which}: {rows.Count} questions, geometric mean of Assay / z3 {Math.Exp(rows.Average(row => Math.Log(row.Ratio))):0.00}, Assay slower on {rows.Count(row => row.Ratio > 1)}; open: Assay {rows.Count(row => row.Outcome == "open")}, z3 {rows.Count(row => row.Z3 >= 990 * MostSeconds)}"));
        }
    }

    private static IEnumerable<(string Path, string Name)> Claims(IReadOnlyList<string> paths)
    {
        var (documents, _) = new DocumentFinder(new ClaimDocumentReader([new ProgramsDomain(new ProgramsOptions())])).Find(paths);
        return [.. documents.SelectMany(document => document.Claims.Where(claim => claim.Find("exists") is null).Select(claim => (claim.Place.File, claim.Name)))];
    }

    private static Row? Measure((string Path, string Name) claim)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench").FullName;
        try
        {
            IReadOnlyList<IDomain> domains = [new ProgramsDomain(new ProgramsOptions { Smt2Folder = folder })];
            List<double> own = [], peers = [];
            Verdict? verdict = null;
            for (var round = 0; round < Rounds && !(own.Count > 0 && own[0] + peers[0] > 5000); round++)
            {
                var (documents, _) = new DocumentFinder(new ClaimDocumentReader(domains)).Find([$"{claim.Path}#{claim.Name}"]);
                var report = new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, CancellationToken.None);
                verdict = (report.Results.Single().Settlement as Answered)?.Verdict;
                if (verdict is null || Directory.GetFiles(folder) is not { Length: > 0 } files)
                {
                    return null;
                }

                own.Add(verdict.Attempts.Sum(attempt => attempt.Cost.TotalMilliseconds));
                var answers = files.Select(Z3Process.Run).ToList();
                peers.Add(answers.Sum(answer => answer.Milliseconds));
                var isSatisfiable = answers.Any(answer => answer.Said == "sat");
                if (answers.TrueForAll(answer => answer.Said is "sat" or "unsat") && verdict is Proved or Refuted && isSatisfiable != verdict is Refuted)
                {
                    throw new InvalidOperationException($"z3 and Assay differ on {claim.Name}.");
                }
            }

            return new Row(claim.Name, verdict is Proved ? "proved" : verdict is Refuted ? "refuted" : "open", verdict!.Decider, Median(own), Median(peers));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(List<double> times) => Math.Max(Floor, times.Order().ElementAt(times.Count / 2));

    private sealed record Row(string Name, string Outcome, string Decider, double Assay, double Z3)
    {
        public double Ratio => Assay / Z3;
    }

    private static class Z3Process
    {
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
}
