using System.Globalization;
using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites.Claims;

/// <summary>Makes a verdict of what became of a model's replies.</summary>
/// <param name="plan">The claim.</param>
/// <param name="model">The name of the model.</param>
/// <param name="answers">What became of its replies, one for each problem.</param>
/// <param name="cost">How long it took.</param>
internal sealed class RewriteJudgement(RewritePlan plan, string model, IReadOnlyList<RewriteAnswer> answers, TimeSpan cost)
{
    /// <summary>The verdict.</summary>
    public Verdict Verdict(string decider)
    {
        List<RewriteCount> counts = [.. plan.Statement.Select(comparison => new RewriteCount(comparison, [.. answers.Select(RewriteOutcomes.Possible)]))];
        var covers = $"{model}; {plan.Name}: all {plan.Problems.Count} problems of {plan.Task}, each once; counted, not estimated";
        List<Attempt> attempts = [.. answers.Select(answer => new Attempt(answer.Problem.Name, $"{Say(answer)}.", Cost(answer)))];
        return counts.Find(count => count.Holds == false) is { } failed ? new Contradicted(failed.Estimate) { Covers = covers, Decider = decider, Attempts = attempts, Cost = cost }
            : counts.Find(count => count.Holds is null) is { } open ? new Undecided(Reason(open.Estimate), "Give it more time, as in: budget: 10 min") { Covers = covers, Decider = decider, Attempts = attempts, Cost = cost }
            : new Supported(counts[0].Estimate) { Covers = covers, Decider = decider, Attempts = attempts, Cost = cost };
    }

    /// <summary>What became of a reply, in words.</summary>
    public static string Say(RewriteAnswer answer) => answer switch
    {
        UnparsedRewrite unparsed => $"unparsed: {unparsed.Why.Reason.TrimEnd('.')}",
        DecidedRewrite { Outcome: RewriteOutcome.Right } right => string.Create(CultureInfo.InvariantCulture, $"equal and shorter, {right.Problem.Original.Length} to {right.Code.Length} {right.Problem.Unit}s"),
        DecidedRewrite { Outcome: RewriteOutcome.NoShorter } equal => string.Create(CultureInfo.InvariantCulture, $"equal and no shorter, {equal.Problem.Original.Length} to {equal.Code.Length} {equal.Problem.Unit}s"),
        DecidedRewrite { Verdict: Refuted { Counterexample: { } example } } => $"refuted: {string.Join(", ", example.Inputs.Select(input => $"{input.Name} = {input.Value}"))}",
        DecidedRewrite { Verdict: Undecided undecided } => $"undecided: {undecided.Reason.TrimEnd('.')}",
        _ => "refuted",
    };

    private static TimeSpan Cost(RewriteAnswer answer) => answer is DecidedRewrite decided ? decided.Verdict.Cost : TimeSpan.Zero;

    private string Reason(Estimate estimate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{answers.Count(answer => answer.Outcome == RewriteOutcome.Undecided)} of {answers.Count} replies are undecided; as they come out, {estimate.Quantity} is {estimate.Low:G4} to {estimate.High:G4}, and {estimate.Threshold:G4} lies between.");
}
