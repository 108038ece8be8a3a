using Assay.Training.Optimizers;
using CsCheck;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Rules that evaluate the loss where they like.</summary>
public sealed class SecondOrderTests
{
    [Theory]
    [InlineData("lbfgs", 60)]
    [InlineData("newton", 60)]
    public void The_valley_of_Rosenbrock_is_followed_to_its_end(string text, int steps)
    {
        var (parameters, loss, objective, _) = Run(text, steps, Rosenbrock, [-1.2, 1, -1.2, 1]);
        Assert.InRange(loss, 0, 1e-16);
        Assert.All(parameters, value => Assert.Equal(1, value, 1e-7));
        Assert.InRange(objective.Gradients, 2, 120);
    }

    [Theory]
    [InlineData("lbfgs", 25)]
    [InlineData("newton", 12)]
    public void A_quadratic_is_solved(string text, int steps)
    {
        var (parameters, _, _, _) = Run(text, steps, Quadratic, [1, 1, -1]);
        Assert.All(Problems.Quadratic(parameters).Item2, slope => Assert.Equal(0, slope, 1e-7));
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("newton(products: 3)")]
    [InlineData("sam(lr: 1e-4, rho: 0.01)")]
    [InlineData("gradreg(lr: 1e-4, strength: 1e-5)")]
    [InlineData("gradreg(lr: 1e-4, strength: 1e-5, by: difference)")]
    [InlineData("adam")]
    public void Costs_are_what_was_evaluated(string text)
    {
        var (_, _, objective, spent) = Run(text, 20, Rosenbrock, [-1.2, 1, -1.2, 1]);
        Assert.Equal(new Cost(objective.Gradients, objective.Products), spent);
    }

    [Fact]
    public void A_step_of_Lbfgs_satisfies_the_strong_Wolfe_conditions() =>
        Gen.Select(Gen.Double[-2, 2].Array[2, 6], Gen.Double[0.01, 3]).Sample((start, rate) =>
        {
            var optimizer = new Lbfgs<double>(start.Length);
            var objective = Rosenbrock();
            var parameters = start.ToArray();
            for (var step = 0; step < 8; step++)
            {
                var before = parameters.ToArray();
                var (loss, slopes) = Problems.Rosenbrock(before);
                if (!optimizer.Step(parameters, objective, rate).HasMoved)
                {
                    return Problems.Dot(slopes, slopes) < 1e-12;
                }

                // The move is the direction times its length, which divides both sides of the conditions.
                var move = parameters.Zip(before, (a, b) => a - b).ToArray();
                var (next, nextSlopes) = Problems.Rosenbrock(parameters);
                var (promised, left) = (Problems.Dot(move, slopes), Problems.Dot(move, nextSlopes));
                if (promised >= 0 || next > loss + (1e-4 * promised) + (1e-12 * loss) || Math.Abs(left) > (-0.9 * promised) + 1e-12)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void Negative_curvature_is_followed_to_the_rim()
    {
        // x^4 - x^2 + y^2 near its saddle at zero: the way out is along x, to the minima at +-sqrt(1/2).
        var objective = new Objective<double>(
            p => (Math.Pow(p[0], 4) - (p[0] * p[0]) + (p[1] * p[1]), [(4 * Math.Pow(p[0], 3)) - (2 * p[0]), 2 * p[1]]),
            (p, v) => [((12 * p[0] * p[0]) - 2) * v[0], 2 * v[1]]);
        var optimizer = new NewtonCg<double>(2);
        double[] parameters = [1e-3, 0];
        Assert.True(optimizer.Step(parameters, objective, 0.25).HasMoved);
        Assert.Equal(0.251, parameters[0], 1e-12);
        for (var step = 0; step < 12; step++)
        {
            optimizer.Step(parameters, objective, 0.25);
        }

        Assert.Equal(Math.Sqrt(0.5), parameters[0], 1e-8);
    }

    [Fact]
    public void A_rejected_step_leaves_the_parameters_and_shrinks_the_region()
    {
        // A quartic whose curvature at the start says nothing about the wall beside it.
        var objective = new Objective<double>(p => (p[0] + (1e6 * Math.Pow(p[0], 4)), [1 + (4e6 * Math.Pow(p[0], 3))]), (p, v) => [12e6 * p[0] * p[0] * v[0]]);
        var optimizer = new NewtonCg<double>(1);
        double[] parameters = [0];
        var report = optimizer.Step(parameters, objective, 1);
        Assert.False(report.HasMoved);
        Assert.Equal(0, parameters[0]);
        Assert.Equal(0.25, optimizer.Radius);
    }

    [Fact]
    public void At_a_minimum_nothing_moves()
    {
        foreach (var text in (string[])["lbfgs", "newton", "sam(lr: 0.1)", "gradreg(lr: 0.1, strength: 1, by: difference)"])
        {
            var (parameters, _, _, _) = Run(text, 2, Rosenbrock, [1, 1, 1]);
            Assert.Equal([1, 1, 1], parameters);
        }
    }

    [Fact]
    public void Parameters_that_somebody_moved_are_looked_at_again()
    {
        foreach (var text in (string[])["lbfgs", "newton"])
        {
            var optimizer = OptimizerRecipe.Parse(text).Create<double>(2);
            var objective = Rosenbrock();
            double[] parameters = [-1.2, 1];
            optimizer.Step(parameters, objective, 1);
            parameters = [0.5, 0.5];
            Assert.Equal(Problems.Rosenbrock([0.5, 0.5]).Item1, optimizer.Step(parameters, objective, 1).Loss);
        }
    }

    [Fact]
    public void The_penalty_on_a_quadratic_is_known()
    {
        // For p.Ap/2 - b.p the gradient g gains 2 s A g; the difference is exact there, too.
        double[] start = [1, 1, -1];
        var (_, slope) = Problems.Quadratic(start);
        var product = Problems.QuadraticProduct(start, slope);
        foreach (var by in (string[])["product", "difference"])
        {
            var (parameters, _, _, _) = Run($"gradreg(lr: 0.1, strength: 0.25, by: {by})", 1, Quadratic, start);
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(start[i] - (0.1 * (slope[i] + (0.5 * product[i]))), parameters[i], 1e-11));
        }
    }

    [Fact]
    public void Sam_takes_the_gradient_from_rho_away()
    {
        double[] start = [1, 1, -1];
        var (_, slope) = Problems.Quadratic(start);
        var norm = Math.Sqrt(Problems.Dot(slope, slope));
        var (_, away) = Problems.Quadratic([.. start.Zip(slope, (p, g) => p + (0.3 * g / norm))]);
        var (parameters, _, _, _) = Run("sam(lr: 0.1, rho: 0.3)", 1, Quadratic, start);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(start[i] - (0.1 * away[i]), parameters[i], 1e-14));
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("newton")]
    [InlineData("sam(lr: 0.05)")]
    [InlineData("gradreg(lr: 0.05, strength: 0.01)")]
    public void Single_precision_goes_the_same_way(string text)
    {
        var recipe = OptimizerRecipe.Parse(text);
        var (single, two) = (recipe.Create<float>(3), recipe.Create<double>(3));
        float[] rough = [1, 1, -1];
        double[] fine = [1, 1, -1];
        for (var step = 0; step < 5; step++)
        {
            single.Step(rough, new Objective<float>(Problems.Quadratic, Problems.QuadraticProduct), (float)recipe.Rate);
            two.Step(fine, new Objective<double>(Problems.Quadratic, Problems.QuadraticProduct), recipe.Rate);
        }

        Assert.All(rough.Zip(fine), pair => Assert.Equal(pair.Second, pair.First, 2e-3));
    }

    private static Objective<double> Rosenbrock() => new(Problems.Rosenbrock, Problems.RosenbrockProduct);

    private static Objective<double> Quadratic() => new(Problems.Quadratic, Problems.QuadraticProduct);

    private static (double[] Parameters, double Loss, Objective<double> Objective, Cost Spent) Run(string text, int steps, Func<Objective<double>> make, double[] start)
    {
        var recipe = OptimizerRecipe.Parse(text);
        var optimizer = recipe.Create<double>(start.Length);
        var (objective, parameters, loss) = (make(), start.ToArray(), 0.0);
        var sum = new Cost(0, 0);
        for (var step = 0; step < steps; step++)
        {
            var report = optimizer.Step(parameters, objective, recipe.RateAt(step, steps));
            (loss, sum) = (report.Loss, sum + report.Cost);
        }

        Assert.Equal(optimizer.Spent, sum);
        return (parameters, loss, objective, sum);
    }
}
