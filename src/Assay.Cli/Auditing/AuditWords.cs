using System.Globalization;
using Assay.Programs.Synthesis.Audit;
using Assay.Reporting;

namespace Assay.Cli.Auditing;

/// <summary>The words of an audit.</summary>
internal static class AuditWords
{
    /// <summary>The verdict in a few words.</summary>
    public static (string Word, Tone Tone) Outcome(KernelVerdict verdict) => verdict switch
    {
        Sorts => ("✓ sorts", Tone.Good),
        LosesTies => ("✗ loses ties", Tone.Bad),
        _ => ("✗ does not sort", Tone.Bad),
    };

    /// <summary>The smallest counterexample as a sentence, or null.</summary>
    public static string? Example(UsableKernel kernel)
    {
        var (example, loses) = kernel.Verdict switch
        {
            LosesTies ties => (ties.Counterexample, ties.LosesValue),
            DoesNotSort not => (not.Counterexample, not.LosesValue),
            _ => (null, false),
        };
        if (example is null)
            return null;

        var inputs = kernel.Inputs.Zip(example.Inputs, (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name} = {value}"))
            .Concat(example.Unset.Select(unset => $"{unset.Name} = {unset.Value} (unset)"));
        var results = string.Join(", ", example.Results.Select(result => result?.ToString(CultureInfo.InvariantCulture) ?? "unset"));
        var harm = example.LosesValue ? "a value is lost" : loses ? "only misplaced; other inputs lose a value" : "only misplaced";
        return $"{string.Join(", ", inputs)} gives {results}: {harm}";
    }

    /// <summary>What else there is to say below the counts.</summary>
    public static IEnumerable<string> Remarks(AuditReport report, bool hides)
    {
        var repeated = report.Usable.Count() - report.Distinct;
        if (repeated > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"up to names {report.Distinct:N0} differ, {report.DistinctSorting:N0} of which sort");
        if (report.Others > 0)
            yield return $"left out: {Wording.Count(report.Others, "file")} of another kind";
        if (hides)
            yield return "kernels that sort are counted only; --verbose lists them";
    }
}
