using Assay.Claims;
using Assay.Programs;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites;

/// <summary>
/// Decides with the deciders for programs whether a reply does what the original does: for all inputs that meet the assumptions, within a budget.
/// What a model wrote is parsed, compiled and translated, and never run.
/// </summary>
/// <param name="budget">What each reply may use.</param>
internal sealed class RewriteJudge(Budget budget)
{
    private const string ClaimName = "rewrite";

    // Compiling a reply has no budget of its own; it counts against the time of the reply, with as much as a compiler that starts may need.
    private static readonly TimeSpan ForCompiling = TimeSpan.FromSeconds(10);

    private static readonly IReadOnlyList<IDomain> Domains = [new ProgramsDomain(new ProgramsOptions())];

    /// <summary>What became of a reply.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RewriteAnswer Of(RewriteProblem problem, string reply, CancellationToken cancellation) => RewriteReply.Read(problem, reply) switch
    {
        RewriteCode code => Decide(problem, code, cancellation) switch
        {
            Answered { Verdict: var verdict } => new DecidedRewrite(problem, reply, code, verdict),
            Unusable unusable => new UnparsedRewrite(problem, reply, new Unread(UnreadReason.Refused, unusable.Problems[0].Message)),
            Faulted faulted => new DecidedRewrite(problem, reply, code, Open($"A fault of Assay: {faulted.Message}", "Report it.")),
            _ => new DecidedRewrite(problem, reply, code, Open("The budget ended while the code was compiled or translated.", "A larger --budget may help.")),
        },
        Unread why => new UnparsedRewrite(problem, reply, why),
        _ => throw new InvalidOperationException("Unknown reading."),
    };

    /// <summary>Whether a problem can be decided at all: what is wrong with it, else nothing.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<Problem> Check(RewriteProblem problem, CancellationToken cancellation)
    {
        var place = Place.Whole(problem.Original.Block.Code.Start.File);
        if (problem.Read(problem.Original.Text) is not RewriteCode same)
        {
            return [new Problem(place, ((Unread)problem.Read(problem.Original.Text)).Reason)];
        }

        return Decide(problem, same, cancellation) switch
        {
            Answered { Verdict: Proved } => [],
            Answered { Verdict: Undecided undecided } => [new Problem(place, $"It can't be shown to be equal to itself: {undecided.Reason}", undecided.WhatWouldHelp)],
            Answered => [new Problem(place, "Its results depend on something that is no input.", "Add that to the inputs.")],
            Unusable unusable => unusable.Problems,
            _ => [new Problem(place, "It can't be decided within the budget.", "Give more with --budget.")],
        };
    }

    private Settlement Decide(RewriteProblem problem, RewriteCode code, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(budget.Time + ForCompiling);
        var runner = new Runner(Domains, new RunOptions { DefaultBudget = budget });
        var report = runner.Run([Document(problem, code)], new Progress<ProgressReport>(), _ => { }, time.Token);
        cancellation.ThrowIfCancellationRequested();
        return report.AllProblems.ToList() is { Count: > 0 } problems ? new Unusable(problems)
            : report.Results.FirstOrDefault()?.Settlement ?? new Interrupted();
    }

    private static ClaimDocument Document(RewriteProblem problem, RewriteCode code)
    {
        var place = Place.Whole(problem.Name);
        var claim = new Claim(ClaimName, place,
        [
            new ClaimEntry("equal", place, ClaimText.Of($"{problem.Original.Name}, {code.Name}", place)),
            .. problem.Assumptions.Select(assumption => new ClaimEntry("assume", place, ClaimText.Of(assumption, new Place("--assume", 1, 1)))),
        ]);
        return new ClaimDocument(problem.Name, [problem.Original.Block, code.Block], [claim], []);
    }

    private static Undecided Open(string reason, string help) => new(reason, help) { Covers = "nothing", Decider = "none" };
}
