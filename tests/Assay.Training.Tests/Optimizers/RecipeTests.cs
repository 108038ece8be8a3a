using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Optimisers as users describe them.</summary>
public sealed class RecipeTests
{
    [Fact]
    public void Every_setting_has_a_key()
    {
        Assert.Equal(new GradientDescentSettings(0.9, true, 0.01), OptimizerRecipe.Parse("sgd(lr: 1, momentum: 0.9, nesterov: true, decay: 0.01)").Settings);
        Assert.Equal(new AdamSettings(0.8, 0.9, 1e-3, 0.1), OptimizerRecipe.Parse("adam(beta1: 0.8, beta2: 0.9, epsilon: 1e-3, decay: 0.1)").Settings);
        Assert.Equal(new AdamSettings(Decay: 0.01, IsDecoupled: true), OptimizerRecipe.Parse("adamw").Settings);
        Assert.Equal(new RmsPropSettings(0.9, 1e-3, 0.5, 0.1), OptimizerRecipe.Parse("rmsprop(alpha: 0.9, epsilon: 1e-3, momentum: 0.5, decay: 0.1)").Settings);
        Assert.Equal(new AdagradSettings(0.1, 0.2, 1e-3, 0.4), OptimizerRecipe.Parse("adagrad(lr-decay: 0.1, start: 0.2, epsilon: 1e-3, decay: 0.4)").Settings);
        Assert.Equal(new SamSettings(new GradientDescentSettings(0.9), 0.1), OptimizerRecipe.Parse("sam(rho: 0.1, momentum: 0.9, lr: 0.1)").Settings);
        Assert.Equal(new SamSettings(new AdamSettings()), OptimizerRecipe.Parse("sam(adam(lr: 0.5))").Settings);
        Assert.Equal(new GradientPenaltySettings(new GradientDescentSettings(), 0.5, false), OptimizerRecipe.Parse("gradreg(strength: 0.5, by: difference, lr: 0.1)").Settings);
        Assert.Equal(new LbfgsSettings(5), OptimizerRecipe.Parse("lbfgs(memory: 5)").Settings);
        Assert.Equal(new NewtonCgSettings(7), OptimizerRecipe.Parse("newton(products: 7, batch: all)").Settings);
    }

    [Theory]
    [InlineData("sgd(lr: 0.1)", 0.1, 32)]
    [InlineData("gd(lr: 0.1)", 0.1, null)]
    [InlineData("gd(lr: 0.1, batch: 8)", 0.1, 8)]
    [InlineData("adam(batch: all)", 1e-3, null)]
    [InlineData("rmsprop", 1e-2, 32)]
    [InlineData("lbfgs", 1.0, null)]
    [InlineData("sam(gd(lr: 0.3))", 0.3, null)]
    public void Rates_and_batches_have_usual_values(string text, double rate, int? batch)
    {
        var recipe = OptimizerRecipe.Parse(text);
        Assert.Equal((rate, batch, text), (recipe.Rate, recipe.Batch, recipe.ToString()));
    }

    [Theory]
    [InlineData("sdg(lr: 1)", "text:1:1: There is no optimiser 'sdg'. Did you mean 'sgd'?")]
    [InlineData("sgd", "text:1:1: 'sgd' needs a learning rate. Write one: sgd(lr: 0.1)")]
    [InlineData("sgd(lr: -1)", "text:1:9: A number that is at least 0 is needed for 'lr', not '-1'.")]
    [InlineData("sgd(lr: 1, momentum: 1)", "text:1:22: A number from 0 to 0.9999999999999999 is needed for 'momentum', not '1'.")]
    [InlineData("sgd(lr: 1, nesterov: true)", "text:1:22: Nesterov's momentum needs a momentum. Write one: momentum: 0.9")]
    [InlineData("sgd(lr: 1, batch: 0)", "text:1:19: A whole number that is at least 1 is needed for 'batch', not '0'.")]
    [InlineData("sgd(lr: 1, beta1: 0.5)", "text:1:12: 'sgd' has no argument 'beta1'.")]
    [InlineData("adam(beta: 0.5)", "text:1:6: 'adam' has no argument 'beta'. Did you mean 'beta1'?")]
    [InlineData("lbfgs(batch: 32)", "text:1:14: 'lbfgs' compares the loss between points, which needs all samples in every step. Write batch: all, or leave it out.")]
    [InlineData("sam(lbfgs)", "text:1:5: 'sam' cannot step by 'lbfgs', which evaluates the loss elsewhere itself.")]
    [InlineData("sam(sam(lr: 1))", "text:1:5: 'sam' cannot step by 'sam'")]
    [InlineData("sam(sgd(lr: 1), lr: 1)", "text:1:17: 'sam' has no argument 'lr'.")]
    [InlineData("gradreg(lr: 1)", "text:1:1: 'gradreg' needs a strength.")]
    [InlineData("gradreg(lr: 1, strength: 1, by: hand)", "text:1:33: 'hand' is no value for 'by'.")]
    [InlineData("sgd(lr: 1, schedule: cosin)", "text:1:22: There is no schedule 'cosin'. Did you mean 'cosine'?")]
    [InlineData("sgd(lr: 1, schedule: step)", "text:1:22: 'step' needs to know after how many steps the rate falls.")]
    [InlineData("sgd(lr: 1, clip: 0)", "text:1:18: A number that is at least 5E-324 is needed for 'clip', not '0'.")]
    public void What_is_wrong_is_said_with_its_place(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<TrainingException>(() => OptimizerRecipe.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rates_follow_their_schedule()
    {
        Assert.Equal([1.0, 1, 1], Factors("constant", 0, 3));
        Assert.Equal([1.0, 1, 0.5, 0.5, 0.25], Factors("step(every: 2, factor: 0.5)", 0, 5));
        Assert.Equal([1.0, 0.75, 0.5, 0.25], Factors("linear", 0, 4));
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 0.6], Factors("linear(end: 0.2)", 4, 6));
        Assert.All(Factors("cosine(end: 0.1)", 0, 7).Zip(Enumerable.Range(0, 7)), pair =>
            Assert.Equal(0.1 + (0.9 * (1 + Math.Cos(Math.PI * pair.Second / 7)) / 2), pair.First, 1e-15));
    }

    [Fact]
    public void Costs_are_counted_in_gradients()
    {
        Assert.Equal(7, new Cost(3, 2).GradientEquivalents);
        Assert.Equal(new Cost(4, 6), new Cost(1, 2) + new Cost(3, 4));
        Assert.Equal(new Cost(1, 1), OptimizerRecipe.Parse("gradreg(adam, strength: 1)").Settings.CostOfStep);
        Assert.Null(OptimizerRecipe.Parse("newton").Settings.CostOfStep);
        Assert.Throws<InvalidOperationException>(() => OptimizerRecipe.Parse("newton").CreateFirstOrder<float>(2));
    }

    private static IEnumerable<double> Factors(string schedule, int warmUp, int steps)
    {
        var recipe = OptimizerRecipe.Parse($"sgd(lr: 1, schedule: {schedule}, warmup: {warmUp})");
        return Enumerable.Range(0, steps).Select(step => Math.Round(recipe.RateAt(step, steps), 15));
    }
}
