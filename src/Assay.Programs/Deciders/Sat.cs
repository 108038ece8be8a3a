using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Turns the goal into gates and decides them by conflict-driven clause learning. That no input reaches the target is
/// believed only once an independent checker has accepted the DRAT proof.
/// </summary>
/// <param name="effort">What it spends at most (<see cref="SatSolver.Effort"/>).</param>
internal sealed class Sat(long effort = long.MaxValue) : IDecider
{
    public string Name => "Sat";

    public string? Refuses(Goal goal) => SatProblem.Refuses(goal.Target);

    public Decision Decide(Goal goal, DecisionContext context)
    {
        bool Poll() => context.IsOver || context.Cancellation.IsCancellationRequested;
        SatProblem problem;
        try
        {
            problem = SatProblem.Create(goal, Poll);
        }
        catch (Exception exception) when (exception is TooManyGatesException or TooManyTermsException)
        {
            return new NoAnswer(exception.Message.TrimEnd('.'));
        }

        var answer = problem.Solver.Solve(effort);
        context.Cancellation.ThrowIfCancellationRequested();
        switch (answer)
        {
            case SatAnswer.Satisfiable:
                return new Found(goal.Inputs.ToDictionary(input => input, problem.ValueOf), IsSmallest: false);
            case SatAnswer.Unknown:
                return new NoAnswer($"{(Poll() ? "the time ended" : "it gave up")} after {problem.Solver.Conflicts:N0} conflicts");
        }

        context.Report("checking the certificate", null);
        var formula = problem.Formula();
        var verdict = new DratChecker(formula, context.Cancellation).Check(problem.Solver.DratProof());
        return verdict.IsAccepted
            ? new None($"the clauses contradict each other: a DRAT proof of {verdict.Lemmas:N0} lemmas was checked")
            : throw new InvalidOperationException($"The checker rejects the proof of the solver: {verdict.Complaint}");
    }
}
