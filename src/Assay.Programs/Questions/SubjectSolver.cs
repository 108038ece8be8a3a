using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>Decides one subject: unfolds it, asks the portfolio, and replays what comes back.</summary>
internal sealed class SubjectSolver(Subject subject, Portfolio portfolio, SolverRun run, Action<Goal> export)
{
    private const int MostUnfoldings = 24;
    private const int SpotChecks = 8;

    // What is left is for smaller inputs and assumptions.
    private const double ForConfirming = 0.5;
    private const string LoopHelp = "Bound the loop, or narrow its variables with 'assume' or smaller types.";

    private readonly Replayer _replayer = new(subject, run.CancellationOrDeadline);
    private readonly List<Value[]> _cutTooEarly = [];

    /// <summary>What was asked last, as terms; null when the claim could not be followed.</summary>
    public (Unfolding Unfolding, Goal Goal)? Asked { get; private set; }

    private bool IsExistential => subject.Variables.Count > 0 && subject.Variables.All(variable => variable.IsBound);

    private Replayed Wanted => IsExistential ? Replayed.Holds : Replayed.Fails;

    private bool Alternates => !IsExistential && subject.Variables.Any(variable => variable.IsBound);

    /// <summary>The answer within the budget.</summary>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public SubjectAnswer Solve()
    {
        try
        {
            for (var round = 0; round < MostUnfoldings; round++)
            {
                if (Attempt() is { } answer)
                {
                    return answer;
                }
            }

            return new SubjectOpen("A loop could not be followed to its end on every input.", LoopHelp);
        }
        catch (OperationCanceledException) when (!run.Cancellation.IsCancellationRequested)
        {
            return new SubjectOpen("The budget ended while the program was being followed.", "Raise the budget, or bound the loops.");
        }
        catch (TooManyTermsException exception)
        {
            return new SubjectOpen(exception.Message, "Does a loop never end? Else bound the loops, or raise the memory of the budget, as in 'budget: 60 s, 2 GB'.");
        }
        catch (UnsupportedException exception)
        {
            return new SubjectUnusable(exception.Message, null, exception.Where);
        }
    }

    /// <summary>The claim as terms, for explanations.</summary>
    public (Unfolding Unfolding, Goal Goal) Unfold()
    {
        var terms = run.Terms();
        var inputs = SubjectInputs.Create(terms, subject.Variables);
        var reach = new SampleReach([.. inputs.Parts.Select(part => part.Term)], _cutTooEarly);
        run.Context.Report("following the program", null);
        var unfolding = subject.Unfold(terms, inputs.Whole, new ExecutionLimits { Reachable = reach.Meets, Cancellation = run.CancellationOrDeadline });
        return (unfolding, new Goal
        {
            Terms = terms,
            Variables = inputs.Parts,
            Assumed = unfolding.Assumed,

            // Where a loop was cut anything may happen, also inside an assumption: such inputs are sought as well.
            Target = terms.Or(
                unfolding.Unfinished,
                terms.And(unfolding.Assumed, IsExistential ? unfolding.Holds : terms.Not(unfolding.Holds))),
        });
    }

    // Null asks for another unfolding, with one more sample that keeps loops open.
    private SubjectAnswer? Attempt()
    {
        var (unfolding, goal) = Unfold();
        Asked = (unfolding, goal);
        if (WhyAssumptionsFail(unfolding, goal) is { } unusable)
        {
            return unusable;
        }

        export(goal);
        if (Alternates || (IsExistential && goal.Unknowns.Count > 0))
        {
            return new AlternationSolver(subject, run, _replayer).Solve(unfolding, goal);
        }

        var conclusion = portfolio.Conclude(goal, run.Context, run.Attempts, ForConfirming);
        foreach (var other in conclusion.Others)
        {
            if (other.Decision is Found another)
            {
                Replay(another, unfolding, goal, other.Decider);
            }
        }

        return conclusion.Decision switch
        {
            None none when IsExistential => new SubjectRefuted($"No input makes it true: {none.Reason}.", conclusion.Decider, null),
            None none => Vacuity(goal) ?? SpotChecked(goal, new SubjectProved(Sentence(none.Reason), conclusion.Decider)),
            Found found => Settle(found, unfolding, goal, conclusion.Decider),
            Asserted asserted => new SubjectOpen($"{asserted.Solver} says yes, but gives no proof that Assay could check.", $"Accept its bare word with --trust {asserted.Solver.Split(' ')[0]}."),
            NoAnswer no => Open(goal, no),
            _ => throw new InvalidOperationException("Unknown decision."),
        };
    }

    private SubjectAnswer? Settle(Found found, Unfolding unfolding, Goal goal, string decider)
    {
        var (outcome, isCut) = Replay(found, unfolding, goal, decider);
        var input = Values(goal, found);
        if (outcome == Replayed.Unfinished)
        {
            return new SubjectOpen($"It did not end within the steps of the interpreter on {Show(input)}.", "Bound its loops.");
        }

        if (isCut && !_cutTooEarly.Any(known => known.SequenceEqual(input)))
        {
            _cutTooEarly.Add(input);
            return null;
        }

        return outcome == Wanted
            ? Conclude(found, unfolding, goal, decider)
            : new SubjectOpen($"A loop runs too often to be followed to its end, for example on {Show(input)}.", LoopHelp);
    }

    // What the plain interpreter says about an input, and whether a loop was cut on it.
    private (Replayed Outcome, bool IsCut) Replay(Found found, Unfolding unfolding, Goal goal, string decider)
    {
        var input = Values(goal, found);
        var outcome = _replayer.Run(input, Unknowns(goal, found));
        var isCut = Evaluation.TermEvaluator.Evaluate(unfolding.Unfinished, term => found.Input.GetValueOrDefault(term, new Value(term.Sort, 0))).IsTrue;
        return outcome == Wanted || outcome == Replayed.Unfinished || isCut
            ? (outcome, isCut)
            : throw new InvalidOperationException(
                $"{decider} says that {Show(input)} {(IsExistential ? "is a witness" : "refutes the claim")}; the plain interpreter says: {outcome}.");
    }

    private SubjectAnswer Conclude(Found found, Unfolding unfolding, Goal goal, string decider)
    {
        // A cut input may or may not count, so it is left out of the search for smaller ones.
        var settled = unfolding.IsComplete ? goal : goal.WithTarget(goal.Terms.And(goal.Target, goal.Terms.Not(unfolding.Unfinished)));
        var search = new SmallestDespiteUnknowns(portfolio, run.Context);
        var despite = unfolding.IsComplete && !IsExistential ? search.Of(goal, unfolding.Holds, found) : null;
        var best = despite ?? search.WithSmallestUnknowns(settled, portfolio.Minimise(settled, found, run.Context));

        // The answer is known now; showing it may take a moment longer than the budget.
        var replayer = new Replayer(subject, run.Cancellation);
        var (input, unknowns) = (Values(goal, best), Unknowns(goal, best));
        if (replayer.Run(input, unknowns) != Wanted)
        {
            throw new InvalidOperationException($"The search for a smaller input says {Show(input)}; the plain interpreter does not agree.");
        }

        if (unknowns.Count > 0 && replayer.FailsAnyway(input))
        {
            unknowns = [];
        }

        // Numbers of two words are compared word by word on the way, which is not their order.
        var isOrdered = !subject.Variables.Any(variable => InputVariable.HasWide(variable.Type));
        var minimality = best.IsSmallest && isOrdered && unfolding.IsComplete && (despite is not null || goal.Unknowns.Count == 0) ? Minimality.Proved : Minimality.Found;
        var example = replayer.Describe(input, unknowns, minimality);
        return IsExistential
            ? new SubjectProved("There is a witness.", decider, example)
            : new SubjectRefuted(example.Happening, decider, example);
    }

    private SubjectAnswer? WhyAssumptionsFail(Unfolding unfolding, Goal goal)
    {
        if (unfolding.AssumptionThrows.IsFalse)
        {
            return null;
        }

        var conclusion = portfolio.Decide(goal.WithTarget(unfolding.AssumptionThrows), run.Context, []);
        if (conclusion.Decision is Found found)
        {
            var smallest = portfolio.Minimise(goal.WithTarget(unfolding.AssumptionThrows), found, run.Context);
            var fault = unfolding.AssumptionFaults.FirstOrDefault(fault => Evaluation.TermEvaluator.Evaluate(fault.Condition, term => smallest.Input.GetValueOrDefault(term, new Value(term.Sort, 0))).IsTrue)
                ?? unfolding.AssumptionFaults[0];
            return new SubjectUnusable(
                $"An assumption throws {fault.Exception} on {Show(Values(goal, smallest))}.", "Add an assumption before it that excludes this.");
        }

        return conclusion.Decision is None ? null
            : new SubjectOpen("It could not be shown that the assumptions never throw.", "Write assumptions that cannot throw.");
    }

    // Proved needs one input that meets the assumptions.
    private SubjectAnswer? Vacuity(Goal goal)
    {
        if (goal.Assumed.IsTrue)
        {
            return null;
        }

        var conclusion = portfolio.Decide(goal.WithTarget(goal.Assumed), run.Context, []);
        return conclusion.Decision switch
        {
            Found => null,
            None => new SubjectUnusable("No input meets the assumptions, so the claim says nothing.", "Weaken an 'assume' line."),
            _ => new SubjectOpen("It holds wherever the assumptions do, but no input was found that meets them.", "Weaken an 'assume' line, or raise the budget."),
        };
    }

    // A proof rests on the unfolding; the plain interpreter, which goes one path at a time, must not contradict it.
    private SubjectProved SpotChecked(Goal goal, SubjectProved proved)
    {
        var values = new SampleValues(seed: 5, goal.Target, goal.Assumed);
        List<Sort> sorts = [.. goal.Variables.Select(variable => variable.Term.Sort)];
        for (var i = 0; i < SpotChecks && !run.Context.IsOver; i++)
        {
            var input = values.Draw(sorts);
            if (Spot(input) == Replayed.Fails)
            {
                throw new InvalidOperationException($"{proved.Decider} says that the claim holds; the plain interpreter says that it fails on {Show(input)}.");
            }
        }

        return proved;
    }

    // Null where the interpreter cannot tell, or the budget ends meanwhile: the proof stands without.
    private Replayed? Spot(Value[] input)
    {
        try
        {
            return _replayer.Run(input, []);
        }
        catch (UnsupportedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!run.Cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private SubjectOpen Open(Goal goal, NoAnswer no) => new(
        $"Over 2^{goal.Bits} inputs {no.Said}.",
        goal.Bits > 42
            ? "Narrow the types or add 'assume' lines; raise the budget; or put a solver such as z3 on the PATH, if there is none."
            : "Raise the budget.");

    private string Show(IReadOnlyList<Value> input) => _replayer.Describe(input, [], Minimality.Found) is var example
        ? string.Join(", ", example.Inputs.Select(value => $"{value.Name} = {value.Value}"))
        : string.Empty;

    private static Value[] Values(Goal goal, Found found) => [.. goal.Variables.Select(variable => found.Input[variable.Term])];

    private static List<(string Name, Value Value)> Unknowns(Goal goal, Found found) =>
        [.. goal.Unknowns.OrderBy(term => term.Id).Select(term => (term.Name!, found.Input[term]))];

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text.EndsWith('.') ? string.Empty : ".");
}
