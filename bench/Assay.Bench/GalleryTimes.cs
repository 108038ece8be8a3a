using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Programs;
using Assay.Running;

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
    }

    private static (double Seconds, List<(string Name, double Milliseconds)> Claims) Pass(string folder)
    {
        IReadOnlyList<IDomain> domains = [new ProgramsDomain(new ProgramsOptions())];
        var clock = Stopwatch.StartNew();
        var (documents, _) = new DocumentFinder(new ClaimDocumentReader(domains)).Find([folder]);
        var report = new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, CancellationToken.None);
        if (report.ExitCode != ExitCodes.AsExpected)
        {
            throw new InvalidOperationException("The gallery does not come out as expected.");
        }

        return (clock.Elapsed.TotalSeconds, [.. report.Results.Select(result => (result.Claim.Reference, result.Elapsed.TotalMilliseconds))]);
    }
}
