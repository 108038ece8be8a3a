using Assay.Claims;
using Assay.Matrices;
using Assay.Programs;
using Assay.Running;

namespace Assay.Testing;

/// <summary>Decides claims within a test.</summary>
internal static class ClaimTest
{
    private const string Name = "claim";

    /// <summary>The domains that tests can speak of; those that train or ask models take too long for a test.</summary>
    public static IReadOnlyList<IDomain> Domains() => [new ProgramsDomain(new ProgramsOptions()), new MatricesDomain()];

    /// <summary>Decides one claim.</summary>
    /// <param name="lines">Its keys and their texts.</param>
    /// <param name="code">What it is about.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ClaimResult Decide(IReadOnlyList<(string Key, string Text)> lines, IReadOnlyList<ClaimCode> code, CancellationToken cancellation)
    {
        var domains = Domains();
        var reader = new ClaimDocumentReader(domains);
        var claim = new Claim(Name, Place.Whole("test"), [.. lines.Select(line => Entry(line.Key, line.Text))]);
        var read = code.Select(part => part.Read(reader)).ToList();
        Problem[] problems = [.. read.SelectMany(part => part.Problems), .. reader.Check(claim)];
        if (problems.Length > 0)
            return new ClaimResult(claim, new Unusable(problems), TimeSpan.Zero);

        var document = new ClaimDocument("test", [.. read.SelectMany(part => part.Blocks)], [claim], []);
        return Run(domains, document, cancellation).Results.FirstOrDefault() ?? new ClaimResult(claim, new Interrupted(), TimeSpan.Zero);
    }

    /// <summary>Decides the claims of a document.</summary>
    public static RunReport Run(IReadOnlyList<IDomain> domains, ClaimDocument document, CancellationToken cancellation) =>
        new Runner(domains, new RunOptions()).Run([document], new Progress<ProgressReport>(), _ => { }, cancellation);

    private static ClaimEntry Entry(string key, string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return new ClaimEntry(key, new Place(key, 1, 1), new ClaimText(lines, [.. lines.Split('\n').Select((_, i) => new Place(key, i + 1, 1))]));
    }
}
