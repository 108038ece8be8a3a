using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.Running;
using Assay.Training;
using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites.Claims;

/// <summary>A claim about the rewrites of a model, ready to be decided.</summary>
/// <param name="claim">The claim.</param>
/// <param name="options">How claims are decided.</param>
internal sealed class RewriteQuestion(Claim claim, LanguageModelsOptions options) : IQuestion
{
    private const string Decider = "Count";

    // One reply that is hard to decide must not use up what others need.
    private const double MostOfWhatIsLeft = 0.4;

    /// <inheritdoc/>
    public Claim Claim => claim;

    /// <inheritdoc/>
    public string Explain()
    {
        try
        {
            var plan = RewritePlan.Read(claim, new RunOptions().BudgetOf(claim), options);
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"model    {plan.Subject}");
            text.AppendLine(CultureInfo.InvariantCulture, $"task     {plan.Name}: {plan.Task}, {plan.Problems.Count} problems, each asked once");
            foreach (var comparison in plan.Statement)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"claim    {comparison.Text} {comparison.Sign} {comparison.Threshold:G6}, counted over all of them");
            }

            return text.Append("decider  each reply is decided as a claim that two programs are equal").ToString();
        }
        catch (TrainingException exception)
        {
            return exception.Problem.ToString();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Diagnose(CancellationToken cancellation)
    {
        try
        {
            _ = RewritePlan.Read(claim, new RunOptions().BudgetOf(claim), options);
            return [];
        }
        catch (TrainingException exception)
        {
            return [exception.Problem with { Claim = claim.Name }];
        }
    }

    /// <inheritdoc/>
    public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var clock = Stopwatch.StartNew();
        return Trying(() =>
        {
            var plan = RewritePlan.Read(claim, budget, options);
            using var time = new CancellationTokenSource(budget.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
            try
            {
                var (model, replies) = Ask(plan, plan.Problems, progress, either.Token);
                List<RewriteAnswer> answers = [.. plan.Problems.Zip(replies, (problem, reply) => Judge(problem, reply, budget, clock, cancellation))];
                return new RewriteJudgement(plan, model, answers, clock.Elapsed).Verdict(Decider);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Open(plan, "The time was used up before all replies were there.", "Give it more, as in: budget: 10 min", clock.Elapsed);
            }
        });
    }

    /// <inheritdoc/>
    public Settlement Replay(string assignment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var clock = Stopwatch.StartNew();
        return Trying(() =>
        {
            var plan = RewritePlan.Read(claim, Budget.Default, options);
            var problem = plan.Problems.FirstOrDefault(problem => assignment.Split('=', StringSplitOptions.TrimEntries) is ["problem", var name] && problem.Name == name)
                ?? throw CallSplitter.Wrong(claim.Place, $"'{assignment}' names no problem of the task.", $"Write it as: problem = {plan.Problems[0].Name}");
            var (_, replies) = Ask(plan, [problem], new Progress<ProgressReport>(), cancellation);
            var answer = new RewriteJudge(Budget.Default).Of(problem, replies[0], cancellation);
            return Open(plan, $"Asked\n{problem.Prompt}\nthe model says\n{answer.Reply}\nwhich is {RewriteJudgement.Say(answer)}.", "One problem decides nothing; it is what the claim counts of this one.", clock.Elapsed);
        });
    }

    private static Undecided Open(RewritePlan plan, string reason, string help, TimeSpan cost) =>
        new(reason, help) { Covers = $"{plan.Subject}; {plan.Name}: {plan.Task}", Decider = Decider, Cost = cost };

    private (string Model, IReadOnlyList<string> Replies) Ask(RewritePlan plan, IReadOnlyList<RewriteProblem> problems, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var model = plan.Model(activity => progress.Report(new ProgressReport(claim.Name, activity, null)), cancellation);
        return (model.Name, RewriteStudy.Ask(
            model, problems,
            done => progress.Report(new ProgressReport(claim.Name, string.Create(CultureInfo.InvariantCulture, $"{done} of {problems.Count} replies"), done / (double)problems.Count)),
            cancellation).GetAwaiter().GetResult());
    }

    private static RewriteAnswer Judge(RewriteProblem problem, string reply, Budget budget, Stopwatch clock, CancellationToken cancellation)
    {
        var left = (budget.Time - clock.Elapsed) * MostOfWhatIsLeft;
        return new RewriteJudge(budget with { Time = left > TimeSpan.Zero ? left : TimeSpan.Zero }).Of(problem, reply, cancellation);
    }

    private Settlement Trying(Func<Verdict> work)
    {
        try
        {
            return new Answered(work());
        }
        catch (TrainingException exception)
        {
            return new Unusable([exception.Problem with { Claim = claim.Name }]);
        }
        catch (ModelException exception)
        {
            return new Unusable([new Problem(claim.Find("model")!.Start, exception.Message) { Claim = claim.Name }]);
        }
    }
}
