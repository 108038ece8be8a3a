using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Programs;
using Assay.Programs.Deciders;
using Assay.Programs.Frontends.Alive;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Bench;

/// <summary>What the rewrites of a folder come to, and what they cost in a warm process.</summary>
internal static class RewriteTable
{
    private const int WarmPasses = 3;

    /// <summary>Alive's rewrites, where they lie beside the repository or where ASSAY_CORPORA says.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("ASSAY_CORPORA") is { Length: > 0 } named
        ? Path.Combine(named, "alive")
        : Path.Combine("..", "shared", "corpora", "alive");

    public static void Write(TextWriter to, string folder)
    {
        var first = Pass(folder);
        var warm = Enumerable.Range(0, WarmPasses).Select(_ => Pass(folder)).ToList();
        var results = first.Results.Where(result => !IsAboutMemory(result.Settlement)).ToList();
        var times = Enumerable.Range(0, WarmPasses).SelectMany(_ => Texts(folder).Select((text, i) => (Index: i, Time: AtSmallWidths(text.Text, text.NewSemantics))))
            .Where(measured => measured.Time is not null).GroupBy(measured => measured.Index).Select(times => times.Min(measured => measured.Time!.Value)).Order().ToList();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"rewrites: {results.Count} of integers without memory, {first.Results.Count() - results.Count} others; as expected {results.Count(result => result.Standing == Standing.AsExpected)}, undecided {results.Count(IsUndecided)}, at every width {results.Count(IsForEveryWidth)}"));
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"small widths: a rewrite {times[times.Count / 2]:0.0} ms in the median, {times[times.Count * 95 / 100]:0.0} ms for 95 of 100, {times[^1]:0} ms at most; with all others, first pass {first.Elapsed.TotalSeconds:0.0} s, warm pass {warm.Min(pass => pass.Elapsed.TotalSeconds):0.0} s"));
        foreach (var result in results.Where(result => result.Standing != Standing.AsExpected))
        {
            to.WriteLine($"not as expected: {result.Claim.Reference}");
        }
    }

    /// <summary>The texts of all rewrites that are claims to be proved.</summary>
    public static IEnumerable<(string Text, bool NewSemantics)> Texts(string folder) =>
        Documents(folder, out _).SelectMany(document => document.Claims).Where(claim => claim.Find(OptFormat.Key) is not null)
            .Select(claim => (claim.Find(OptFormat.Key)!.Text, claim.Find(OptFormat.Semantics) is not null));

    // From the text to the answer, in ms; null for what is about memory.
    private static double? AtSmallWidths(string text, bool newSemantics)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var rewrite = RewriteReader.Read(text);
            var solver = new RewriteSolver(rewrite, newSemantics, Portfolio.ForRewrites(new ProgramsOptions()), []);
            var context = new DecisionContext(DateTime.UtcNow + Budget.Default.Time, (_, _) => { }, CancellationToken.None);
            _ = new WidthChoices(rewrite.Types).Small.Any(widths => solver.Decide(widths, context) is Wrong);
        }
        catch (RewriteException exception) when (exception.Unsupported is not null)
        {
            return null;
        }
        catch (RewriteException)
        {
            // Wrong on purpose.
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    private static bool IsUndecided(ClaimResult result) => result.Settlement is Answered { Verdict: Undecided };

    private static bool IsForEveryWidth(ClaimResult result) =>
        result.Settlement is Answered { Verdict: Proved proved } && proved.Covers.Contains("every width", StringComparison.Ordinal);

    private static bool IsAboutMemory(Settlement settlement) =>
        settlement is Answered { Verdict: Undecided undecided } && undecided.Reason.Contains("' is not supported", StringComparison.Ordinal);

    private static RunReport Pass(string folder)
    {
        var documents = Documents(folder, out var domains);
        return new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, CancellationToken.None);
    }

    private static IReadOnlyList<ClaimDocument> Documents(string folder, out IReadOnlyList<IDomain> domains)
    {
        domains = [new ProgramsDomain(new ProgramsOptions())];
        return new DocumentFinder(new ClaimDocumentReader(domains)).Find([folder]).Documents;
    }
}
