using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>
/// Decides claims with two kinds of variables: <c>exists</c> behind <c>for-all</c>, and witnesses that must do whatever
/// undefined values are.
/// </summary>
internal sealed class AlternationSolver(Subject subject, SolverRun run, Replayer replayer)
{
    private const string Help = "Give the value that exists as an expression of the other variables, or narrow the types.";

    /// <summary>The answer.</summary>
    /// <param name="unfolding">The claim as terms.</param>
    /// <param name="goal">Its variables.</param>
    public SubjectAnswer Solve(Unfolding unfolding, Goal goal)
    {
        if (!unfolding.IsComplete)
        {
            return new SubjectOpen("A loop could not be followed to its end.", "Bound the loop.");
        }

        return subject.Variables.All(variable => variable.IsBound) ? Witness(unfolding, goal) : ForAllExists(unfolding, goal);
    }

    private SubjectAnswer ForAllExists(Unfolding unfolding, Goal goal)
    {
        List<ScalarVariable> outer = [.. goal.Variables.Where(variable => !variable.IsBound)];
        List<ScalarVariable> inner = [.. goal.Variables.Where(variable => variable.IsBound)];
        if (TermOrder.Variables(unfolding.Holds, unfolding.Assumed).Any(term => term.Role == VariableRole.Unknown))
        {
            return new SubjectOpen("The statement depends on values that nothing defines.", "Make every register that is read an input.");
        }

        var (decision, anyMet) = Search(goal, outer, [.. inner.Select(variable => variable.Term)], unfolding.Assumed, unfolding.Holds);
        switch (decision)
        {
            case None none:
                return anyMet
                    ? new SubjectProved($"A value exists for every input: {none.Reason}.", Alternation.Name)
                    : new SubjectUnusable("No input meets the assumptions, so the claim says nothing.", "Weaken an 'assume' line.");
            case Found found:
                // The others are shown as zero: no value of them helps.
                Value[] input = [.. goal.Variables.Select(variable => found.Input.GetValueOrDefault(variable.Term, new Value(variable.Term.Sort, 0)))];
                var example = replayer.Describe(input, [], Minimality.Proved);
                return new SubjectRefuted(
                    $"No value of {string.Join(", ", subject.Variables.Where(variable => variable.IsBound).Select(variable => variable.Name))} makes it true there: all 2^{inner.Sum(variable => variable.Term.Width)} were tried.",
                    Alternation.Name,
                    example with { Inputs = [.. example.Inputs.Where((_, i) => !subject.Variables[i].IsBound)], Sides = [], Steps = [] });
            default:
                return new SubjectOpen(((NoAnswer)decision).Said + ".", Help);
        }
    }

    private SubjectAnswer Witness(Unfolding unfolding, Goal goal)
    {
        // Whether an input meets them would depend on the very values that are tried for it.
        if (TermOrder.Variables(unfolding.Assumed).Any(term => term.Role == VariableRole.Unknown))
        {
            return new SubjectOpen("The assumptions depend on values that nothing defines.", "Make every register that is read an input.");
        }

        List<Term> unknowns = [.. TermOrder.Variables(unfolding.Holds, unfolding.Assumed).Where(term => term.Role == VariableRole.Unknown)];
        var (decision, _) = Search(goal, goal.Variables, unknowns, unfolding.Assumed, goal.Terms.Not(unfolding.Holds));
        return decision switch
        {
            None => new SubjectRefuted("Whatever the input, some choice of the values that nothing defines makes it false.", Alternation.Name, null),
            Found found => new SubjectProved(
                "There is a witness, whatever the values are that nothing defines.",
                Alternation.Name,
                replayer.Describe([.. goal.Variables.Select(variable => found.Input[variable.Term])], [], Minimality.Proved)),
            _ => new SubjectOpen(((NoAnswer)decision).Said + ".", "Make every register that is read an input."),
        };
    }

    private (Decision Decision, bool AnyMet) Search(Goal goal, IReadOnlyList<ScalarVariable> outer, IReadOnlyList<Term> inner, Term assumed, Term wanted)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var outside = new Goal { Terms = goal.Terms, Variables = outer, Assumed = assumed, Target = assumed };
        var alternation = new Alternation(outside, inner, wanted);
        var decision = alternation.Decide(run.Context);
        run.Attempts.Add(new Attempt(Alternation.Name, decision is NoAnswer no ? no.Said : "tried every input", clock.Elapsed));
        return (decision, alternation.AnyMet);
    }
}
