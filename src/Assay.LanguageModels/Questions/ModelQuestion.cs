using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Running;
using Assay.Training;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>A claim about a language model, ready to be decided.</summary>
/// <param name="claim">The claim.</param>
/// <param name="options">How claims are decided.</param>
internal sealed class ModelQuestion(Claim claim, LanguageModelsOptions options) : IQuestion
{
    private const int FirstInstances = 32;

    /// <inheritdoc/>
    public Claim Claim => claim;

    /// <inheritdoc/>
    public IReadOnlyList<string>? Files => ModelFiles.Of(claim);

    /// <inheritdoc/>
    public string Explain()
    {
        try
        {
            var plan = new ModelPlanReader(claim, options).Read(new RunOptions().BudgetOf(claim));
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"model    {plan.Subject}");
            foreach (var (name, task) in plan.Tasks)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"task     {name}: {task.Text}");
            }

            foreach (var measurement in Of(plan).Measurements)
            {
                var comparison = measurement.Comparison;
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"claim    {comparison.Text} {comparison.Sign} {comparison.Threshold:G6}, over at most {plan.Instances} instances, each with its twin"));
                text.AppendLine(CultureInfo.InvariantCulture, $"decider  {measurement.Method}");
            }

            return text.ToString().TrimEnd();
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
            _ = new ModelPlanReader(claim, options).Read(new RunOptions().BudgetOf(claim));
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
        using var time = new CancellationTokenSource(budget.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        try
        {
            var plan = new ModelPlanReader(claim, options).Read(budget);
            var (referee, scores) = (Of(plan), plan.Tasks.Select(_ => new List<IScore>()).ToList());
            ILanguageModel? model = null;
            try
            {
                model = plan.Model(activity => progress.Report(new ProgressReport(claim.Name, activity, null)), either.Token);
                while (referee.Holds is null && referee.Seeds < plan.Instances)
                {
                    Ask(plan, model, referee, scores, progress, either.Token);
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // What was answered by now is what there is.
            }

            var smallest = model is null ? null : Smallest(plan, model, scores, either.Token);
            return new Answered(new ModelJudgement(plan, model?.Name ?? plan.Subject, model?.Remark, referee, scores, smallest, clock.Elapsed).Verdict());
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

    /// <inheritdoc/>
    public Settlement Replay(string assignment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var clock = Stopwatch.StartNew();
        if (assignment.Split('=', StringSplitOptions.TrimEntries) is not ["seed", var number] || !ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return new Unusable([new Problem(claim.Place, $"'{assignment}' names no seed.", "Write it as: seed = 3") { Claim = claim.Name }]);
        }

        try
        {
            var plan = new ModelPlanReader(claim, options).Read(Budget.Default);
            var model = plan.Model(_ => { }, cancellation);
            var told = plan.Tasks.Select(task =>
            {
                var score = task.Task.Ask(model, seed, 1, () => { }, cancellation).GetAwaiter().GetResult()[0];
                return $"{task.Name}: {task.Task.Show(score)}";
            });
            return new Answered(new Undecided($"On seed {seed}, {string.Join("; ", told)}.", "One instance decides nothing; it is what the claim counts of this one.")
            {
                Covers = string.Create(CultureInfo.InvariantCulture, $"seed {seed}"),
                Decider = ModelJudgement.Decider,
                Cost = clock.Elapsed,
            });
        }
        catch (TrainingException exception)
        {
            return new Unusable([exception.Problem with { Claim = claim.Name }]);
        }
        catch (ModelException exception)
        {
            return new Unusable([new Problem(claim.Place, exception.Message) { Claim = claim.Name }]);
        }
    }

    private static Referee Of(ModelPlan plan) => Referee.Of(plan.Statement, plan.Confidence, 1, plan.Instances, bySignFlip: false);

    // Instances in their order, up to the one that decides: the answer does not depend on how many are asked at a time.
    private void Ask(ModelPlan plan, ILanguageModel model, Referee referee, List<List<IScore>> scores, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var (first, done) = (referee.Seeds, 0);
        var count = Math.Min(Math.Min(Math.Max(first, FirstInstances), options.InstancesAtOnce), plan.Instances - first);
        var batches = plan.Tasks.Select(task => task.Task.Ask(model, (ulong)first + 1, count, Heard, cancellation)).ToList();
        var answers = Task.WhenAll(batches).GetAwaiter().GetResult();
        for (var i = 0; i < count && referee.Holds is null; i++)
        {
            foreach (var (list, batch) in scores.Zip(answers))
            {
                list.Add(batch[i]);
            }

            referee.Add(measured => scores[Index(plan, measured.Arm)][^1].Of(measured.Quantity.Name));
        }

        void Heard() => progress.Report(new ProgressReport(
            claim.Name,
            string.Create(CultureInfo.InvariantCulture, $"{(first * plan.Tasks.Count) + Interlocked.Increment(ref done):N0} of at most {plan.Instances * plan.Tasks.Count:N0} instances"),
            ((first * plan.Tasks.Count) + done) / (double)(plan.Instances * plan.Tasks.Count)));
    }

    // Of all tasks the first that has one; none where the time is over.
    private static Finding? Smallest(ModelPlan plan, ILanguageModel model, List<List<IScore>> scores, CancellationToken cancellation)
    {
        try
        {
            return plan.Tasks.Zip(scores, (task, list) => task.Task.Smallest(model, list, cancellation)).FirstOrDefault(finding => finding is not null);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static int Index(ModelPlan plan, string name)
    {
        for (var i = 0; i < plan.Tasks.Count; i++)
        {
            if (plan.Tasks[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"There is no task '{name}'.");
    }
}
