using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Programs;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Bench;

/// <summary>What the gallery costs: the first pass of this process, then warm passes claim by claim.</summary>
internal static class GalleryTimes
{
    private const int WarmPasses = 3;

    public static void Write(TextWriter to, string folder)
    {
        var first = Pass(folder);
        var warm = Enumerable.Range(0, WarmPasses).Select(_ => Pass(folder)).ToList();
        var claims = warm.SelectMany(pass => pass.Claims).GroupBy(claim => claim.Name)
            .Select(claim => claim.Select(times => times.Milliseconds).Order().ElementAt(WarmPasses / 2)).Order().ToArray();
        using var process = Process.GetCurrentProcess();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"gallery: {claims.Length} claims, warm median {claims[claims.Length / 2]:0.0} ms; first pass {first.Seconds:0.0} s, warm pass {warm.Min(pass => pass.Seconds):0.0} s; peak memory {process.PeakWorkingSet64 >> 20} MB"));
        WriteAssumptions(to, [.. warm.SelectMany(pass => pass.Assumptions)]);
    }

    // The search for the weakest assumption of each refuted claim, and what came of it.
    private static void WriteAssumptions(TextWriter to, IReadOnlyList<(string Name, double Milliseconds, string Kind)> searches)
    {
        var claims = searches.GroupBy(search => search.Name)
            .Select(claim => claim.OrderBy(search => search.Milliseconds).ElementAt(claim.Count() / 2))
            .OrderBy(search => search.Milliseconds).ToArray();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"weakest assumptions: {claims.Length} refuted claims, warm median {claims[claims.Length / 2].Milliseconds:0.0} ms, most {claims[^1].Milliseconds:0} ms ({claims[^1].Name})"));
        to.WriteLine($"  {string.Join(", ", claims.CountBy(claim => claim.Kind).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"))}");
    }

    private static IEnumerable<(string Name, double Milliseconds, string Kind)> Assumptions(ClaimResult result)
    {
        if (result.Settlement is not Answered { Verdict: Refuted refuted } || refuted.Attempts.Where(attempt => attempt.Decider == "Assumptions").ToList() is not { Count: > 0 } searches)
        {
            yield break;
        }

        var kind = refuted.Finding switch { { What: "weakest assumption", Text: not "none" } => "exact", { Text: "none" } => "never true", null => "none", _ => "sufficient" };
        yield return (result.Claim.Reference, searches.Sum(search => search.Cost.TotalMilliseconds), kind);
    }

    private static (double Seconds, List<(string Name, double Milliseconds)> Claims, List<(string Name, double Milliseconds, string Kind)> Assumptions) Pass(string folder)
    {
        IReadOnlyList<IDomain> domains = [new ProgramsDomain(new ProgramsOptions())];
        var clock = Stopwatch.StartNew();
        var (documents, _) = new DocumentFinder(new ClaimDocumentReader(domains)).Find([folder]);
        var report = new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, CancellationToken.None);
        if (report.ExitCode != ExitCodes.AsExpected)
        {
            throw new InvalidOperationException("The gallery does not come out as expected.");
        }

        return (clock.Elapsed.TotalSeconds, [.. report.Results.Select(result => (result.Claim.Reference, result.Elapsed.TotalMilliseconds))], [.. report.Results.SelectMany(Assumptions)]);
    }
}
