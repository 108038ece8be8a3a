using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Server.Work;

/// <summary>Looks at a document without deciding anything.</summary>
internal static class Diagnosis
{
    private const int MostProblems = 50;

    /// <summary>What has to be repaired, from top to bottom.</summary>
    public static Diagnosed Of(ClaimDocument document, IReadOnlyList<IDomain> domains, CancellationToken cancellation)
    {
        var runner = new Runner(domains, new RunOptions());
        var (claims, more) = runner.Understand(document, cancellation);
        List<Problem> problems = [.. document.Problems, .. more];
        foreach (var (_, question, obstacle) in claims)
        {
            IReadOnlyList<Problem>? found = null;
            if (question is not null)
                (found, _) = runner.Try(() => question.Diagnose(cancellation), cancellation);
            problems.AddRange(found ?? (obstacle as Unusable)?.Problems ?? []);
        }

        // What could not be looked at in time is not in order for that.
        cancellation.ThrowIfCancellationRequested();
        var shown = problems.Distinct().OrderBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column).Take(MostProblems);
        return new Diagnosed([.. shown.Select(Show)], [.. document.Claims.Select(claim => claim.Name)])
        {
            Draft = problems.Count == 0 && document.ClaimBlocks == 0 ? ClaimDraft.For(document.Text) : null,
        };
    }

    private static ShownProblem Show(Problem problem) => new(problem.Place.Line, problem.Place.Column, MarkupText.Clean(problem.Message), problem.Advice is { } advice ? MarkupText.Clean(advice) : null);
}
