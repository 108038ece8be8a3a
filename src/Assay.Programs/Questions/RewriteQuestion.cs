using System.Diagnostics;
using System.Text;
using Assay.Claims;
using Assay.Programs.Deciders;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Frontends.Alive.AnyWidth;
using Assay.Programs.Terms;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>The question whether a rewrite of Alive is correct, at every width that its types may have.</summary>
/// <param name="claim">The claim that holds it.</param>
/// <param name="portfolio">The deciders.</param>
/// <param name="isCertified">Whether certificates are asked for.</param>
internal sealed class RewriteQuestion(Claim claim, Portfolio portfolio, bool isCertified = false) : IQuestion
{
    // The first seconds of a budget are for the small widths; the large ones always get a little.
    private static readonly TimeSpan ForSmall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForLarge = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ForBetween = TimeSpan.FromMilliseconds(50);

    private const int ShareOfFinding = 5;

    private readonly ClaimText _text = claim.Find(OptFormat.Key)!;
    private readonly bool _newSemantics = claim.Find(OptFormat.Semantics) is not null;

    public Claim Claim => claim;

    public IReadOnlyList<string>? Files => [];

    public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var settlement = Settle(budget, progress, cancellation);
        return isCertified && settlement is Answered { Verdict: Proved proved } answered
            ? answered with { Verdict = proved with { Certificates = ["none: rewrites have no plain encoding yet"] } }
            : settlement;
    }

    private Settlement Settle(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        return Understood((rewrite, choices) =>
        {
            using var run = new SolverRun(claim, budget, progress, cancellation);
            run.Start();
            var solver = new RewriteSolver(rewrite, _newSemantics, portfolio, run.Attempts);
            var verdict = new RewriteVerdict(choices, run.Attempts);
            foreach (var widths in choices.Small)
            {
                if (!verdict.Add(widths, solver.Decide(widths, run.Context)))
                {
                    solver.Confirm(run.Context.Within(run.Context.Left / 2));
                    return WithFinding(verdict.Settle(clock.Elapsed), rewrite, choices, run.Context);
                }
            }

            if (verdict.AllCorrect && !choices.Small.Any(widths => solver.IsApplied(widths, run.Context) != false))
            {
                return Unusable(new RewriteException(0, $"No constants and inputs meet the precondition at {verdict.Proved}.", "Correct it; a rewrite that is never applied is not proved."));
            }

            if (verdict.AllCorrect && choices.AreUnbounded && AnyWidthProof.Succeeds(rewrite, choices))
            {
                verdict.AddForEvery(AnyWidthProof.Name);
                return verdict.Settle(clock.Elapsed);
            }

            TryWider(verdict, solver, choices, budget.Time > ForSmall, run.Context);
            solver.Confirm(run.Context);
            return verdict.Settle(clock.Elapsed);
        });
    }

    // With time to spare all other widths share it, smallest first. Without, those of programs come first, and what is not
    // settled at one of them in a moment will not be at the next.
    private static void TryWider(RewriteVerdict verdict, RewriteSolver solver, WidthChoices choices, bool hasSpare, DecisionContext context)
    {
        Queue<Widths> wider = new(hasSpare ? choices.Large.Concat(choices.Between).OrderBy(widths => widths.Open.Max()) : choices.Large);
        while (wider.TryPeek(out var widths) && !context.IsOver)
        {
            var answer = solver.Decide(widths, context.Within(hasSpare ? context.Left / wider.Count : ForLarge));
            wider.Dequeue();
            if (answer is Wrong)
            {
                var least = Narrower(widths, solver, choices, context) ?? (widths, answer);
                verdict.Add(least.Item1, least.Item2);
                return;
            }

            verdict.Add(widths, answer);

            if (answer is Open && !hasSpare)
            {
                break;
            }
        }

        var moment = context.Within(ForBetween);
        Queue<Widths> between = new(hasSpare ? [] : choices.Between);
        while (between.TryPeek(out var widths) && !moment.IsOver && solver.Decide(widths, moment) is var answer and not Open)
        {
            between.Dequeue();
            if (!verdict.Add(widths, answer))
            {
                return;
            }
        }

        verdict.NotTried = [.. wider.Concat(between).OrderBy(widths => widths.Open.Max())];
    }

    // A width of programs was too wide a step when a smaller one shows the same.
    private static (Widths, RewriteAnswer)? Narrower(Widths wrong, RewriteSolver solver, WidthChoices choices, DecisionContext context)
    {
        foreach (var widths in choices.Between.Where(widths => widths.Open.Max() < wrong.Open.Max()))
        {
            if (solver.Decide(widths, context.Within(ForLarge)) is Wrong answer)
            {
                return (widths, answer);
            }
        }

        return null;
    }

    public Settlement Replay(string assignment, CancellationToken cancellation) => Understood((rewrite, choices) =>
    {
        var clock = Stopwatch.StartNew();
        var given = assignment.Split(", ").Select(part => part.Split(" = ", 2)).Where(part => part.Length == 2)
            .GroupBy(part => part[0].Trim()).ToDictionary(group => group.Key, group => RewriteValue.Read(group.First()[1]));
        foreach (var widths in choices.Small.Concat(choices.Large).Concat(choices.Between))
        {
            var variables = new RewriteGoal(new TermFactory(), rewrite, widths, _newSemantics).Variables;
            if (variables.All(variable => given.GetValueOrDefault(variable.Name) is { } value && value.Sort.Equals(variable.Term.Sort)))
            {
                return Replay(new RewriteReplay(rewrite, widths, _newSemantics), widths, [.. variables.Select(variable => given[variable.Name]!.Value)], clock);
            }
        }

        return new Unusable([new Problem(claim.Place, "These values do not fit the inputs of the rewrite.", "Write each with its type, as in: %x = i8 3, C = i8 -1.") { Claim = claim.Name }]);
    });

    public string Explain()
    {
        var text = new StringBuilder();
        var obstacle = Understood((rewrite, choices) =>
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"when       {NodeText.Of(rewrite.Precondition)}");
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"inputs     {string.Join(", ", rewrite.Inputs.Select(input => input.Name))}");
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"compared   {string.Join(", ", rewrite.Source.Select(instruction => instruction.Result).Intersect(rewrite.Target.Select(instruction => instruction.Result)))}");
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"widths     {RewriteVerdict.Describe(choices.Small)}");
            return new Interrupted();
        });
        return obstacle is Unusable unusable ? string.Join('\n', unusable.Problems) : text.ToString().TrimEnd();
    }

    private Settlement WithFinding(Settlement settlement, Rewrite rewrite, WidthChoices choices, DecisionContext context)
    {
        var finding = new MissingPrecondition(_text.Text, rewrite, _newSemantics, portfolio).Find(choices, context.Within(context.Left / ShareOfFinding));
        return settlement is Answered answered ? answered with { Verdict = answered.Verdict with { Finding = finding }, EndedEarly = finding is null } : settlement;
    }

    private Settlement Replay(RewriteReplay replay, Widths widths, List<Value> input, Stopwatch clock)
    {
        if (replay.Describe(input, Minimality.Given) is { } example)
        {
            return new Answered(new Refuted(example.Happening, example) { Covers = "this input", Decider = "Interpreter", Cost = clock.Elapsed });
        }

        var said = replay.Applies ? "the target does what the source does" : "the precondition is not met";
        return new Answered(new Undecided($"On this input {said}, at {widths}.", "One input proves nothing; 'assay check' decides the rewrite.")
        {
            Covers = "this input",
            Decider = "Interpreter",
            Cost = clock.Elapsed,
        });
    }

    private Settlement Understood(Func<Rewrite, WidthChoices, Settlement> decide)
    {
        try
        {
            var rewrite = RewriteReader.Read(_text.Text);
            return decide(rewrite, new WidthChoices(rewrite.Types));
        }
        catch (RewriteException exception) when (exception.Unsupported is not null)
        {
            return new Answered(new Undecided(exception.Message, $"See {_text.At(exception.Offset)}; write the rewrite without it.") { Covers = "nothing", Decider = "none" });
        }
        catch (RewriteException exception)
        {
            return Unusable(exception);
        }
    }

    private Unusable Unusable(RewriteException exception) =>
        new([new Problem(_text.At(exception.Offset), exception.Message, exception.Advice) { Claim = claim.Name }]);
}
