using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Questions;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Assumptions;

/// <summary>Looks for the weakest assumption of one subject, and compares what an author expects with it.</summary>
/// <param name="subject">The subject.</param>
/// <param name="types">How its types are named.</param>
/// <param name="portfolio">Proves.</param>
/// <param name="run">What may be used.</param>
internal sealed class AssumptionFinder(Subject subject, TypeChoice types, Portfolio portfolio, SolverRun run)
{
    /// <summary>The name under which reports show the search.</summary>
    public const string Name = "Assumptions";

    /// <summary>The share of the budget that the search may take where nobody asked for it.</summary>
    private const int ShareUnasked = 10;

    /// <summary>The result for a claim that was refuted.</summary>
    /// <param name="unfolding">The claim as terms.</param>
    /// <param name="goal">Its variables.</param>
    /// <param name="isAsked">Whether the claim says <c>find:</c>, so that the whole budget may be used.</param>
    public AssumptionResult Find(Unfolding unfolding, Goal goal, bool isAsked)
    {
        var clock = Stopwatch.StartNew();
        var time = isAsked ? run.Context.Left : TimeSpan.FromTicks(Math.Min(run.Budget.Ticks / ShareUnasked, run.Context.Left.Ticks / 2));
        if (time <= TimeSpan.Zero)
        {
            return new NoAssumption("The budget ended before an assumption was looked for.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        limit.CancelAfter(time);
        AssumptionResult result;
        try
        {
            result = Search(unfolding, goal, run.Context.Within(time) with { Cancellation = limit.Token });
        }
        catch (OperationCanceledException) when (!run.Cancellation.IsCancellationRequested)
        {
            result = new NoAssumption("The budget ended before an assumption was found.");
        }
        catch (TooManyTermsException exception)
        {
            result = new NoAssumption(exception.Message);
        }

        if (result is NoAssumption none && clock.Elapsed >= time)
        {
            result = none with { After = time };
        }

        run.Attempts.Add(new Attempt(Name, FindingText.Say(result), clock.Elapsed));
        return result;
    }

    /// <summary>Whether an expected assumption is the weakest one.</summary>
    /// <param name="unfolding">The claim as terms.</param>
    /// <param name="goal">Its variables.</param>
    /// <param name="found">What the search says; where it is exact it is easier to compare with than the claim itself.</param>
    /// <exception cref="UnsupportedException">The expected assumption uses something that is not supported.</exception>
    public ExpectedAssumption Compare(Unfolding unfolding, Goal goal, AssumptionResult found)
    {
        try
        {
            return CompareInTime(unfolding, goal, found);
        }
        catch (Exception exception) when (exception is TooManyTermsException || (exception is OperationCanceledException && !run.Cancellation.IsCancellationRequested))
        {
            return new ExpectedAssumption(null, goal.Terms.False, string.Empty, null);
        }
    }

    private ExpectedAssumption CompareInTime(Unfolding unfolding, Goal goal, AssumptionResult found)
    {
        var expected = goal.Terms.False;
        if (subject.Expected is { } method)
        {
            var result = new CilProgram(subject.Assembly, goal.Terms, Limits(run.CancellationOrDeadline)).Execute(method, Whole(goal), subject.TargetOf(method));
            expected = Subject.Holding(goal.Terms, result);
            if (!result.Unfinished.IsFalse)
            {
                return new ExpectedAssumption(null, expected, string.Empty, null);
            }
        }

        var good = found switch { ExactAssumption exact => exact.Condition, NoGoodInput => goal.Terms.False, _ => unfolding.Holds };
        var question = goal.WithTarget(goal.Terms.And(goal.Assumed, goal.Terms.Xor(expected, good)));
        var conclusion = portfolio.Decide(question, run.Context, []);
        if (conclusion.Decision is not Found difference)
        {
            return new ExpectedAssumption(conclusion.Decision is None ? true : null, expected, conclusion.Decider, null);
        }

        var smallest = portfolio.Minimise(question, difference, run.Context);
        var input = goal.Assign([.. goal.Inputs.Select(variable => smallest.Input.GetValueOrDefault(variable, new Value(variable.Sort, 0)))]);
        var holds = TermEvaluator.Evaluate(unfolding.Holds, term => input[term]).IsTrue;
        var shown = string.Join(", ", goal.Variables.Select(variable => $"{variable.Name} = {ValueText.Format(input[variable.Term], variable.Type)}"));
        return new ExpectedAssumption(false, expected, conclusion.Decider, $"on {shown} the claim {(holds ? "holds" : "fails")}");
    }

    private AssumptionResult Search(Unfolding unfolding, Goal goal, DecisionContext context)
    {
        if (goal.Variables.Count == 0)
        {
            return new NoAssumption("Without variables there is nothing to assume.");
        }

        var holds = goal.Unknowns.Count == 0 ? unfolding.Holds : unfolding.IsComplete ? UnknownValues.Eliminate(goal, unfolding.Holds) : null;
        if (holds is null)
        {
            return new NoAssumption("The statement depends on values that nothing defines.");
        }

        if (!unfolding.IsComplete && portfolio.Decide(goal.WithTarget(unfolding.Unfinished), context, []).Decision is not None)
        {
            return new NoAssumption("A loop could not be followed to its end, so nobody knows on which inputs the claim holds.");
        }

        var search = goal.WithTarget(goal.Terms.And(goal.Assumed, goal.Terms.Not(holds)));
        var relevant = TermOrder.Variables(holds).ToHashSet();
        var atoms = new AtomContext(
            search,
            holds,
            [.. AtomVariable.Of(subject.Variables, [.. goal.Variables.Select(variable => variable.Term)]).Where(variable => relevant.Contains(variable.Term))],
            new TypeWords(types),
            subject.IsChecked);
        var predicates = PredicateAtoms.Of(atoms, subject, Whole(goal), Limits(context.Cancellation));
        return new AssumptionSearch(search, holds, thresholds => AtomList.Of(atoms with { Thresholds = thresholds }, predicates), portfolio, context).Find();
    }

    private IReadOnlyList<Term> Whole(Goal goal) =>
        SubjectInputs.FromParts(goal.Terms, subject.Variables, [.. goal.Variables.Select(variable => variable.Term)]);

    private static ExecutionLimits Limits(CancellationToken cancellation) => new() { Unrollings = 64, Cancellation = cancellation };
}
