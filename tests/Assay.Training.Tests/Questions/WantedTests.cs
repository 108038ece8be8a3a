using System.Globalization;
using Assay.Training.Experiments;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Training.Tests.Questions;

/// <summary>Dear quantities are measured where a statement names them, and nowhere else.</summary>
public sealed class WantedTests
{
    private const string Lines = """
        data: teacher(inputs: 4, width: 3, n: 80, classes: 3)
        network: mlp(4, 5, 3)
        arm: a = sgd(lr: 0.1, batch: 16)
        arm: b = gd(lr: 0.1)
        budget-axis: 20 steps

        """;

    [Fact]
    public void A_plan_wants_of_each_arm_what_its_statement_names()
    {
        var plan = Claims.Plan(Lines.TrimEnd() + "\nclaim: mean(a.gradientNorm - b.trainLoss) >= 0");
        Assert.Equal(["gradientNorm"], plan.Wanted("a"));
        Assert.Empty(plan.Wanted("b"));
    }

    [Fact]
    public void A_run_has_a_dear_quantity_only_where_it_is_wanted()
    {
        var plan = Claims.Plan(Lines.TrimEnd() + "\nclaim: mean(a.gradientNorm) >= 0");
        var arm = plan.Bind("a", plan.Arms[0].Description);
        var without = plan.Experiment.Train(arm, 1, plan.Axes[0], new RunOptions(), CancellationToken.None);
        var with = plan.Experiment.Train(arm, 1, plan.Axes[0], new RunOptions { Wanted = ["gradientNorm"] }, CancellationToken.None);
        Assert.DoesNotContain("gradientNorm", without.Quantities.Keys);
        Assert.InRange(with.Quantities["gradientNorm"], 1e-6, 10);
        Assert.Equal(without.Quantities["trainLoss"], with.Quantities["trainLoss"]);
    }

    [Fact]
    public void A_run_that_was_stored_without_is_not_taken_for_one_with_it()
    {
        var store = new Counting();
        var options = new TrainingOptions { Store = store, Threads = 1 };
        var plain = Lines.TrimEnd() + "\nbudget: 20 seeds, 1 min\nclaim: share(a.trainLoss > 0) >= 0.1";
        var dear = Lines.TrimEnd() + "\nbudget: 20 seeds, 1 min\nclaim: share(a.gradientNorm > 0) >= 0.1";
        Assert.IsType<Supported>(Claims.Verdict(plain, options));
        var first = store.Kept;
        Assert.IsType<Supported>(Claims.Verdict(dear, options));
        Assert.Equal(first + 20, store.Kept);
        Assert.IsType<Supported>(Claims.Verdict(dear + "\nmoments: 0.5", options));
        Assert.Equal(first + 40, store.Kept);
        Assert.IsType<Supported>(Claims.Verdict(dear, options));
        Assert.Equal(first + 40, store.Kept);
    }

    [Fact]
    public void What_diverged_has_no_geometry()
    {
        var plan = Claims.Plan(Lines.Replace("gd(lr: 0.1)", "gd(lr: 1e30)", StringComparison.Ordinal).TrimEnd() + "\nclaim: mean(b.gradientNorm) >= 0");
        var run = plan.Experiment.Train(plan.Bind("b", plan.Arms[1].Description), 1, plan.Axes[0], new RunOptions { Wanted = ["gradientNorm"] }, CancellationToken.None);
        Assert.Equal(1, run.Quantities["diverged"]);
        Assert.True(double.IsNaN(run.Quantities["gradientNorm"]));
    }

    [Theory]
    [InlineData("0.5, 2", "'2' is no share of the budget.")]
    [InlineData("soon", "'soon' is no share of the budget.")]
    public void Moments_that_cannot_be_are_refused(string moments, string message) =>
        Assert.Equal(message, Claims.Problem(string.Create(CultureInfo.InvariantCulture, $"{Lines.TrimEnd()}\nmoments: {moments}\nclaim: mean(a.gradientNorm) >= 0")).Message);

    [Fact]
    public void A_function_has_no_moments() =>
        Assert.StartsWith("'moments' belongs to networks", Claims.Problem("function: rastrigin(2)\narm: a = gd(lr: 0.1)\nmoments: 0.5\nclaim: mean(a.value) >= 0").Message, StringComparison.Ordinal);

    private sealed class Counting : RunStore
    {
        public int Kept { get; private set; }

        public override void Keep(string key, Run run)
        {
            Kept++;
            base.Keep(key, run);
        }
    }
}
