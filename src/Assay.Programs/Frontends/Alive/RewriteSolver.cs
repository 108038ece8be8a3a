using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Decides a rewrite at fixed widths.</summary>
/// <param name="rewrite">The rewrite.</param>
/// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
/// <param name="portfolio">The deciders.</param>
/// <param name="attempts">Receives what each decider said.</param>
internal sealed class RewriteSolver(Rewrite rewrite, bool newSemantics, Portfolio portfolio, List<Attempt> attempts)
{
    private const int MostTerms = 2_000_000;
    private const int FewBits = 24;
    private static readonly TimeSpan MostForCases = TimeSpan.FromSeconds(3);

    private readonly Portfolio _forCases = Portfolio.ForCases();
    private readonly List<(RewriteGoal Goal, Goal Target, Conclusion Conclusion)> _unconfirmed = [];

    /// <summary>The answer at some widths.</summary>
    public RewriteAnswer Decide(Widths widths, DecisionContext context)
    {
        try
        {
            var goal = new RewriteGoal(new TermFactory(MostTerms), rewrite, widths, newSemantics);
            if (goal.Meaning.SourceUndefined.Count == 0)
            {
                return Answer(goal, Settle(goal, context), context);
            }

            return DependsOnUndef(goal.Applies, goal) || MentionsUse(rewrite.Precondition)
                ? new Open("The precondition is about a value that depends on undef.")
                : new UndefSolver(goal, this).Decide(context);
        }
        catch (TooManyTermsException exception)
        {
            return new Open(exception.Message);
        }
    }

    /// <summary>Whether some constants and inputs meet the precondition; null when that is not settled.</summary>
    public bool? IsApplied(Widths widths, DecisionContext context)
    {
        var goal = new RewriteGoal(new TermFactory(MostTerms), rewrite, widths, newSemantics);
        return portfolio.Decide(goal.IsApplied, context, []).Decision switch
        {
            Found => true,
            None => false,
            _ => null,
        };
    }

    // Few inputs are tried at once; of many, those with few shift counts or powers of two are taken apart.
    private Conclusion Settle(RewriteGoal goal, DecisionContext context)
    {
        if (goal.Violated.Bits > FewBits && !goal.Violated.Target.IsConstant)
        {
            var clock = Stopwatch.StartNew();
            var decision = new CaseSplit(goal.Violated).Decide(rest => _forCases.Decide(rest, context, []).Decision, context.Within(MostForCases));
            if (decision is not null)
            {
                attempts.Add(new Attempt("Cases", $"{goal.Meaning.Widths}: {(decision as None)?.Reason ?? "found an input"}", clock.Elapsed));
                var conclusion = new Conclusion(decision, "Cases");
                Remember(goal, goal.Violated, conclusion);
                return conclusion;
            }
        }

        return Conclude(goal, goal.Violated, context);
    }

    /// <summary>What the deciders say about a goal.</summary>
    public Conclusion Conclude(RewriteGoal goal, Goal target, DecisionContext context)
    {
        List<Attempt> said = [];
        var conclusion = portfolio.Decide(target, context, said);
        Note(goal, said);
        Remember(goal, target, conclusion);
        return conclusion;
    }

    /// <summary>Under <c>--cross-check</c> asks all others about every goal so far, in what is left of the time.</summary>
    /// <exception cref="DisagreementException">Two deciders contradict each other.</exception>
    public void Confirm(DecisionContext context)
    {
        for (var i = 0; i < _unconfirmed.Count && !context.IsOver; i++)
        {
            var (goal, target, conclusion) = _unconfirmed[i];
            List<Attempt> said = [];
            portfolio.Confirm(target, conclusion, context.Within(context.Left / (_unconfirmed.Count - i)), said);
            Note(goal, said);
        }
    }

    private void Remember(RewriteGoal goal, Goal target, Conclusion conclusion)
    {
        if (portfolio.Confirms)
        {
            _unconfirmed.Add((goal, target, conclusion));
        }
    }

    private void Note(RewriteGoal goal, List<Attempt> said)
    {
        var at = goal.Meaning.Widths.ToString();
        attempts.AddRange(said.Where(attempt => attempt.Cost > TimeSpan.Zero).Select(attempt => at.Length == 0 ? attempt : attempt with { Said = $"{at}: {attempt.Said}" }));
    }

    /// <summary>The answer that a conclusion gives.</summary>
    public RewriteAnswer Answer(RewriteGoal goal, Conclusion conclusion, DecisionContext context) => conclusion.Decision switch
    {
        None none => new Correct(none.Reason, conclusion.Decider),
        Found found => new Wrong(Describe(goal, found, context), conclusion.Decider),
        Asserted asserted => new Open($"{asserted.Solver} says that it is correct, without a proof that could be checked."),
        NoAnswer no => new Open(no.Said),
        _ => throw new InvalidOperationException(),
    };

    private Example Describe(RewriteGoal goal, Found found, DecisionContext context)
    {
        var smallest = found.IsSmallest || goal.Meaning.SourceUndefined.Count > 0 ? found : portfolio.Minimise(goal.Violated, found, context);
        var replay = new RewriteReplay(rewrite, goal.Meaning.Widths, newSemantics);
        return replay.Describe(
            [.. goal.Variables.Select(variable => smallest.Input[variable.Term])],
            smallest.IsSmallest ? Minimality.Proved : Minimality.Found)
            ?? throw new InvalidOperationException("The plain interpreter does not confirm the counterexample.");
    }

    // One choice of undef would have to serve registers that are compared under different numbers of users.
    private static bool MentionsUse(Condition condition) => condition switch
    {
        Predicate predicate => predicate.Name == "hasOneUse",
        Negation negation => MentionsUse(negation.Of),
        Junction junction => MentionsUse(junction.Left) || MentionsUse(junction.Right),
        _ => false,
    };

    private static bool DependsOnUndef(Term term, RewriteGoal goal) =>
        TermOrder.Variables(term).Intersect(goal.Meaning.SourceUndefined).Any();
}
