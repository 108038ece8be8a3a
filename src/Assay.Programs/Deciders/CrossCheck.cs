using System.Diagnostics;
using System.Globalization;
using Assay.Programs.Deciders.External;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Deciders;

/// <summary>
/// Asks every decider that has not been asked, installed solvers one by one included, and demands that all answers agree.
/// Who gives no answer in its share of the time does not count.
/// </summary>
/// <param name="deciders">The deciders of the portfolio, in order.</param>
/// <param name="solvers">The external solvers, each on its own.</param>
internal sealed class CrossCheck(IReadOnlyList<IDecider> deciders, IReadOnlyList<IDecider> solvers)
{
    /// <summary>The name under which reports show who agrees.</summary>
    public const string Name = "cross-check";

    // Deciders stop by themselves; this is for one that does not look at the clock.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    /// <summary>A cross-check of these deciders with every solver on the PATH.</summary>
    public static CrossCheck Create(IReadOnlyList<IDecider> deciders, ProgramsOptions options) =>
        new(deciders, [.. SolverProgram.Installed().Select(solver => new ExternalSolver(options.Trust, [solver]))]);

    /// <summary>The conclusion with what others found, where none disagrees.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="conclusion">Who answered first, and what.</param>
    /// <param name="context">What all others together may use.</param>
    /// <param name="attempts">Receives what each says.</param>
    /// <exception cref="DisagreementException">Two answers contradict each other, or an input does not reach the target.</exception>
    public Conclusion Confirm(Goal goal, Conclusion conclusion, DecisionContext context, List<Attempt> attempts)
    {
        if (conclusion.Decision is NoAnswer)
        {
            return conclusion;
        }

        var clock = Stopwatch.StartNew();
        List<Conclusion> answers = [];
        Compare(goal, Named(conclusion), answers);
        List<IDecider> others = [.. Others(goal, conclusion)];
        for (var i = 0; i < others.Count && !context.IsOver; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = new Conclusion(Ask(others[i], goal, context.Within(context.Left / (others.Count - i))), others[i].Name);
            attempts.Add(new Attempt(others[i].Name, Portfolio.Say(answer.Decision), watch.Elapsed));
            Compare(goal, Named(answer), answers);
        }

        attempts.Add(new Attempt(Name, Summary([.. answers.Select(answer => answer.Decider).Distinct()]), clock.Elapsed));
        return conclusion with { Others = [.. answers.Skip(1)] };
    }

    private IEnumerable<IDecider> Others(Goal goal, Conclusion conclusion) => deciders.Skip(conclusion.Asked)
        .Where(decider => !decider.IsFirstTry && decider is not (LongSampling or ExternalSolver) && decider.Name != conclusion.Decider)
        .Concat(solvers)
        .Where(decider => decider.Refuses(goal) is null);

    private static Decision Ask(IDecider decider, Goal goal, DecisionContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        limit.CancelAfter((context.Left > TimeSpan.Zero ? context.Left : TimeSpan.Zero) + Grace);
        context.Report($"cross-check: {decider.Name}", null);
        try
        {
            return decider.Decide(goal, context with { Cancellation = limit.Token });
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return new NoAnswer("its share of the time ended");
        }
        catch (TooManyTermsException exception)
        {
            return new NoAnswer(exception.Message.TrimEnd('.'));
        }
    }

    // A solver is called by its name and version where it gave them.
    private static Conclusion Named(Conclusion answer) => answer.Decision switch
    {
        Asserted asserted => answer with { Decider = asserted.Solver },
        Unconfirmed unconfirmed => answer with { Decider = unconfirmed.Solver },
        Found { Solver: { } solver } => answer with { Decider = solver },
        _ => answer,
    };

    private static void Compare(Goal goal, Conclusion answer, List<Conclusion> answers)
    {
        if (Says(answer.Decision) is not { } says)
        {
            return;
        }

        var input = (answer.Decision as Found)?.Input ?? (answer.Decision as Unconfirmed)?.Input;
        if (input is not null && !TermEvaluator.Evaluate(goal.Target, term => input[term]).IsTrue)
        {
            throw new DisagreementException($"{Told(goal, answer)}; the evaluator says that it does not.");
        }

        if (answers.Find(other => Says(other.Decision) != says) is { } other)
        {
            throw new DisagreementException($"{Told(goal, other)}; {Told(goal, answer)}.");
        }

        answers.Add(answer);
    }

    // Whether an input reaches the target; null is no answer.
    private static bool? Says(Decision decision) => decision switch
    {
        Found or Unconfirmed => true,
        None or Asserted => false,
        _ => null,
    };

    private static string Told(Goal goal, Conclusion answer) => answer.Decision switch
    {
        Found found => $"{answer.Decider} says that {Show(goal, found.Input)} is such an input",
        Unconfirmed { Input: { } input } => $"{answer.Decider} says that {Show(goal, input)} is such an input",
        Unconfirmed => $"{answer.Decider} says that there is such an input",
        _ => $"{answer.Decider} says that there is no such input",
    };

    private static string Show(Goal goal, IReadOnlyDictionary<Term, Value> input) => string.Join(
        ", ",
        goal.Variables.Select(variable => $"{variable.Name} = {Show(input[variable.Term], variable.Type.Signed)}")
            .Concat(goal.Unknowns.Select(term => $"{term.Name} = {Show(input[term], isSigned: false)}")));

    private static string Show(Value value, bool isSigned) => value.Sort.Kind switch
    {
        SortKind.Bool => value.IsTrue ? "true" : "false",
        SortKind.Float => DoubleText.Of(value.Double),
        _ => isSigned ? value.Signed.ToString(CultureInfo.InvariantCulture) : value.Bits.ToString(CultureInfo.InvariantCulture),
    };

    private static string Summary(List<string> names) => names.Count == 1
        ? $"only {names[0]} gave an answer"
        : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]} agree";
}
