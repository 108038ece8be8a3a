using System.Globalization;
using Assay.Claims;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Adds to the answers of a claim under which assumption it holds: because the claim says <c>find:</c>, or on its own
/// account where a claim about all inputs is refuted.
/// </summary>
/// <param name="claim">The claim.</param>
/// <param name="portfolio">Proves.</param>
/// <param name="run">What may be used.</param>
internal sealed class AssumptionSeeker(Claim claim, Portfolio portfolio, SolverRun run)
{
    private readonly List<(string Types, AssumptionResult Result)> _results = [];
    private readonly List<(string Types, ExpectedAssumption Comparison)> _comparisons = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Whether the claim says <c>find:</c>.</summary>
    public bool IsAsked { get; } = claim.Find("find") is not null;

    private bool Expects { get; } = Expectation.Of(claim) is ExpectedFinding;

    /// <summary>Looks for the assumption of one subject.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="answer">What came out for it.</param>
    /// <param name="asked">The subject as terms.</param>
    public void Seek(ClaimForm form, Subject subject, SubjectAnswer answer, (Unfolding Unfolding, Goal Goal)? asked)
    {
        if (asked is null || answer is SubjectUnusable || (!IsAsked && answer is not SubjectRefuted) || subject.Variables.Any(variable => variable.IsBound))
        {
            return;
        }

        var (unfolding, goal) = asked.Value;
        var finder = new AssumptionFinder(subject, form.Types, portfolio, run);
        var result = answer switch
        {
            SubjectProved proved => new ExactAssumption("true", goal.Terms.True, proved.Decider),
            SubjectRefuted => finder.Find(unfolding, goal, IsAsked),
            _ => new NoAssumption("The claim itself is undecided."),
        };
        _results.Add((subject.Types, Expects ? Compared(finder, subject, unfolding, goal, result) : result));
    }

    // The author may know what the search did not find.
    private AssumptionResult Compared(AssumptionFinder finder, Subject subject, Unfolding unfolding, Goal goal, AssumptionResult result)
    {
        var expected = claim.Find("expect")!;
        try
        {
            var comparison = finder.Compare(unfolding, goal, result);
            _comparisons.Add((subject.Types, comparison));
            return comparison.IsWeakest != true || result is ExactAssumption or NoGoodInput ? result
                : subject.Expected is null ? new NoGoodInput(comparison.Decider)
                : new ExactAssumption(expected.Text, comparison.Condition, comparison.Decider);
        }
        catch (UnsupportedException exception)
        {
            _problems.Add(new Problem(exception.Where ?? expected.Start, exception.Message) { Claim = claim.Name });
            return result;
        }
    }

    /// <summary>The settlement with what was found.</summary>
    public Settlement AddTo(Settlement settlement)
    {
        if (_problems.Count > 0)
        {
            return new Unusable(_problems);
        }

        if (settlement is not Answered answered || _results.Count == 0)
        {
            return settlement;
        }

        var finding = FindingText.Join(_results, claim.All("assume").Any());
        if (finding is not null && _comparisons.FirstOrDefault(pair => pair.Comparison.Difference is not null) is { Comparison: { } wrong } pair)
        {
            finding = finding with { Reason = $"{finding.Reason} The expected one differs: {(pair.Types.Length > 0 ? $"with {pair.Types}, " : "")}{wrong.Difference}." };
        }

        return answered with
        {
            Verdict = Explained(answered.Verdict) with { Finding = finding },
            EndedEarly = _results.Any(pair => pair.Result is NoAssumption),
            MeetsExpectedFinding = !Expects || _comparisons.Count == 0 ? null
                : _comparisons.Any(pair => pair.Comparison.IsWeakest == false) ? false
                : _comparisons.All(pair => pair.Comparison.IsWeakest == true) ? true : null,
        };
    }

    // Who asks for an assumption is told why there is none; who did not, that there was no time for it.
    private Verdict Explained(Verdict verdict)
    {
        if (verdict is not Refuted refuted || _results.Select(pair => pair.Result).OfType<NoAssumption>().FirstOrDefault(none => IsAsked || none.After is not null) is not { } none)
        {
            return verdict;
        }

        return refuted with
        {
            Reason = IsAsked ? $"{refuted.Reason} {none.Reason}"
                : string.Create(CultureInfo.InvariantCulture, $"{refuted.Reason} No assumption was found within {none.After!.Value.TotalSeconds:0.##} s; a greater budget gives that search more."),
        };
    }
}
