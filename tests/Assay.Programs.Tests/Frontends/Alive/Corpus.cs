using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Alive's own rewrites, where they lie beside the repository. They are no part of it.</summary>
internal static class Corpus
{
    private static readonly string[] Memory =
        ["alloca", "load", "store", "getelementptr", "inttoptr", "ptrtoint", "null", "pointers", "equivalentAddressValues", "unreachable", "arrays"];

    /// <summary>All documents; skips the test where there are none.</summary>
    public static IReadOnlyList<ClaimDocument> OrSkip(out IReadOnlyList<IDomain> domains)
    {
        var folder = Environment.GetEnvironmentVariable("ASSAY_CORPORA") is { Length: > 0 } named
            ? Path.Combine(named, "alive")
            : Path.Combine(Repository.Root, "..", "shared", "corpora", "alive");
        if (!Directory.Exists(folder))
        {
            Assert.Skip("skipped: no reference cases");
        }

        domains = [new ProgramsDomain(new ProgramsOptions())];
        return new DocumentFinder(new ClaimDocumentReader(domains)).Find([folder]).Documents;
    }

    /// <summary>Whether a settlement says that memory is not supported.</summary>
    public static bool IsAboutMemory(Settlement settlement) => settlement is Answered { Verdict: Verdicts.Undecided undecided }
        && Memory.Any(word => undecided.Reason.StartsWith($"'{word}' is not supported", StringComparison.Ordinal));
}
