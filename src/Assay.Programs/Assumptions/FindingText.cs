using Assay.Verdicts;

namespace Assay.Programs.Assumptions;

/// <summary>Results of the search for an assumption, in words.</summary>
internal static class FindingText
{
    /// <summary>What can be looked for.</summary>
    public const string Weakest = "weakest assumption";

    /// <summary>What is found when it is not known to be the weakest.</summary>
    private const string Sufficient = "sufficient assumption";

    /// <summary>For the list of attempts.</summary>
    public static string Say(AssumptionResult result) => result switch
    {
        ExactAssumption exact => $"it holds exactly when {exact.Text}",
        SufficientAssumption sufficient => $"it holds at least when {sufficient.Text}",
        NoGoodInput => "it holds on no input",
        _ => ((NoAssumption)result).Reason,
    };

    /// <summary>The finding for a claim, from the results for each choice of its types; null when nothing was found.</summary>
    /// <param name="results">Types and result; at least one.</param>
    /// <param name="hasAssumptions">Whether the claim has assumptions already, within which the finding is meant.</param>
    public static Finding? Join(IReadOnlyList<(string Types, AssumptionResult Result)> results, bool hasAssumptions)
    {
        List<(string Types, Finding? Finding)> findings = [.. results.Select(pair => (pair.Types, Of(pair.Result, hasAssumptions ? "Within the assumptions it" : "It")))];
        if (findings.Any(pair => pair.Finding is null))
        {
            return null;
        }

        var first = findings[0].Finding!;
        if (findings.All(pair => pair.Finding! with { Reason = first.Reason } == first))
        {
            // The same for all types; the reasons may name different deciders.
            return findings.Count == 1 ? first : first with { Reason = string.Join(" ", findings.Select(pair => pair.Finding!.Reason).Distinct()) };
        }

        return new Finding(
            findings.Any(pair => pair.Finding!.What == Sufficient) ? Sufficient : Weakest,
            string.Join("; ", findings.Select(pair => $"{pair.Types}: {pair.Finding!.Text}")),
            string.Join(" ", findings.Select(pair => pair.Finding!.Reason).Distinct()));
    }

    private static Finding? Of(AssumptionResult result, string it) => result switch
    {
        ExactAssumption { Text: "true" } => new Finding(Weakest, "true", $"{it} holds on every input."),
        ExactAssumption exact => new Finding(Weakest, exact.Text, $"{it} holds exactly when that is true: both directions are proved ({exact.Provers})."),
        NoGoodInput none => new Finding(Weakest, "none", $"{it} holds on no input: that is proved ({none.Prover})."),
        SufficientAssumption { Outside: { } outside } sufficient => new Finding(
            Sufficient, sufficient.Text, $"Sufficient, not weakest: whenever that is true it holds, which is proved ({sufficient.Provers}); it also holds on {outside}."),
        SufficientAssumption sufficient => new Finding(
            Sufficient, sufficient.Text, $"Sufficient: whenever that is true it holds, which is proved ({sufficient.Provers}); whether it is the weakest is open."),
        _ => null,
    };
}
