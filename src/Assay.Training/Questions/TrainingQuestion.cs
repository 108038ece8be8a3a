using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.Claims;
using Assay.Running;
using Assay.Training.Experiments;
using Assay.Training.Questions.Elsewhere;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>A claim about training, ready to be decided.</summary>
/// <param name="claim">The claim.</param>
/// <param name="options">How claims are run.</param>
internal sealed class TrainingQuestion(Claim claim, TrainingOptions options) : IQuestion
{
    /// <inheritdoc/>
    public Claim Claim => claim;

    /// <summary>See <see cref="IQuestion.Files"/>. A claim whose runs are watched is run, so that there is something to see.</summary>
    public IReadOnlyList<string>? Files => options.Looks > 0 ? null : TrainingFiles.Of(claim);

    /// <inheritdoc/>
    public bool IsSplit => options.Executor is not null && Files is { Count: 0 };

    /// <inheritdoc/>
    public string Explain()
    {
        try
        {
            var plan = new PlanReader(claim, options).Read(new Running.RunOptions().BudgetOf(claim));
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"on       {plan.Subject}");
            foreach (var arm in plan.Arms)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"arm      {arm.Name}: {arm.Description.Text}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"equal    {string.Join(", ", plan.Axes)}{(plan.IsAxisNamed ? "" : " (no axis is named, so it is asked for each)")}");
            foreach (var measurement in Referee.Of(plan.Statement, plan.Confidence, 1, plan.Seeds, plan.BySignFlip).Measurements)
            {
                var comparison = measurement.Comparison;
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"claim    {comparison.Text} {comparison.Sign} {comparison.Threshold:G6}, over at most {plan.Seeds} seeds"));
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
            _ = new PlanReader(claim, options).Read(new Running.RunOptions().BudgetOf(claim));
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
        using var time = new CancellationTokenSource();
        try
        {
            var plan = new PlanReader(claim, options).Read(budget);
            var elsewhere = IsSplit && !plan.MeasuresTime ? new MemberRuns(options.Executor!, claim, options.IsFull, budget.Time, time) : null;
            if (elsewhere is null)
            {
                time.CancelAfter(budget.Time);
            }

            progress.Report(new ProgressReport(claim.Name, "reading data", null));
            var arms = plan.Arms.Select(arm => plan.Bind(arm.Name, arm.Drawn(0))).ToList();
            Fitting.Check(arms, plan.Arms.Any(arm => arm.HasRanges), claim);
            Fitting.Check(plan.Statement, arms, claim);
            Fitting.CheckDear(plan, arms, claim);
            var memory = arms.Max(arm => plan.Experiment.MemoryOf(arm, plan.Wanted(arm.Name))) * options.Threads;
            if (memory > budget.Memory)
            {
                return new Answered(TooLarge(plan, memory, budget));
            }

            var campaign = new Campaign(plan, options, elsewhere, (activity, fraction) => progress.Report(new ProgressReport(claim.Name, activity, fraction)));
            var settings = campaign.Run(cancellation, time.Token);
            options.Finished?.Invoke(new CampaignResult(claim, plan, settings));
            return new Answered(new Judgement(plan, settings, time.IsCancellationRequested, clock.Elapsed).Verdict());
        }
        catch (TrainingException exception)
        {
            return Unusable(exception.Problem);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<TrainingException>().FirstOrDefault() is { } inner)
        {
            return Unusable(inner.Problem);
        }
    }

    /// <inheritdoc/>
    public Settlement Replay(string assignment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var clock = Stopwatch.StartNew();
        var words = assignment.Split('=', StringSplitOptions.TrimEntries);
        if (words is not ["seed", var number] || !ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return Unusable(new Problem(claim.Place, $"'{assignment}' names no seed.", "Write it as: seed = 3"));
        }

        try
        {
            var plan = new PlanReader(claim, options).Read(Budget.Default);
            if (plan.Arms.Any(arm => arm.HasRanges) || plan.Axes.Count > 1)
            {
                return Unusable(new Problem(claim.Place, "One seed of a claim that is asked in several ways, or whose arms are tuned, cannot be run by itself.", "Replay the whole claim: leave the seed out."));
            }

            var arms = plan.Arms.Select(arm => plan.Bind(arm.Name, arm.Drawn(0))).ToList();
            Fitting.Check(arms, isTuned: false, claim);
            Fitting.Check(plan.Statement, arms, claim);
            Fitting.CheckDear(plan, arms, claim);
            var runs = arms.ConvertAll(arm => plan.Experiment.Train(arm, seed, plan.Axes[0], new Experiments.RunOptions { Wanted = plan.Wanted(arm.Name) }, cancellation));
            var values = plan.Statement.Select(comparison =>
            {
                var value = Evaluation.Of(comparison.Expression, measured => runs[arms.FindIndex(arm => arm.Name == measured.Arm)].Quantities[measured.Quantity.Name]);
                return string.Create(CultureInfo.InvariantCulture, $"{comparison.Text[(comparison.Text.IndexOf('(') + 1)..^1]} = {value:G9}");
            });
            return new Answered(new Undecided(string.Create(CultureInfo.InvariantCulture, $"On seed {seed}, {plan.Axes[0]}: {string.Join("; ", values)}."), "One seed decides nothing; it is what the claim counts of this one.")
            {
                Covers = string.Create(CultureInfo.InvariantCulture, $"seed {seed}"),
                Decider = "Population",
                Cost = clock.Elapsed,
            });
        }
        catch (TrainingException exception)
        {
            return Unusable(exception.Problem);
        }
    }

    private static Undecided TooLarge(TrainingPlan plan, long memory, Budget budget) => new(
        string.Create(CultureInfo.InvariantCulture, $"It would take about {memory >> 20:N0} MB, and the budget is {budget.Memory >> 20:N0} MB."),
        string.Create(CultureInfo.InvariantCulture, $"Give it more, as in: budget: {(memory >> 30) + 1} GB; or train fewer members at a time."))
    {
        Covers = plan.Subject,
        Decider = "Population",
    };

    private Unusable Unusable(Problem problem) => new([problem with { Claim = claim.Name }]);
}
