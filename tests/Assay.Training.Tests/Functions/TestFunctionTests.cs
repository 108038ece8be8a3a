using Assay.Statistics;
using Assay.Training.Functions;
using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Functions;

/// <summary>Derivatives in closed form against differences, and least values.</summary>
public sealed class TestFunctionTests
{
    [Theory]
    [InlineData("rastrigin(4)")]
    [InlineData("rosenbrock(5)")]
    [InlineData("quadratic(6, condition: 50)")]
    [InlineData("factorization(5, rank: 2)")]
    [InlineData("phase(4, samples: 9)")]
    [InlineData("suite")]
    public void Gradients_and_products_with_the_Hessian_are_limits_of_differences(string text)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var function = FunctionText.Read(CallText.Parse(text))(seed);
            var random = new Philox(seed, 9);
            var (at, direction) = (function.Start(random), function.Start(random));
            var (gradient, product) = (new double[at.Length], new double[at.Length]);
            var value = function.Gradient(at, gradient);
            function.HessianVector(at, direction, product);
            Assert.True(value >= 0);
            const double Step = 1e-5;
            var (ahead, behind) = (Moved(at, direction, Step), Moved(at, direction, -Step));
            var (up, down) = (new double[at.Length], new double[at.Length]);
            var slope = (function.Gradient(ahead, up) - function.Gradient(behind, down)) / (2 * Step);
            Assert.Equal(gradient.Zip(direction, (left, right) => left * right).Sum(), slope, 1e-5 * Math.Max(1, Math.Abs(slope)));
            for (var i = 0; i < at.Length; i++)
            {
                var bend = (up[i] - down[i]) / (2 * Step);
                Assert.Equal(bend, product[i], 1e-5 * Math.Max(1, Math.Abs(bend)));
            }
        }
    }

    [Fact]
    public void At_the_known_places_the_value_and_the_gradient_are_0()
    {
        foreach (var (text, place) in new[] { ("rastrigin(3)", 0.0), ("rosenbrock(4)", 1.0), ("quadratic(3)", 0.0) })
        {
            double[] at = [.. Enumerable.Repeat(place, FunctionText.Read(CallText.Parse(text))(1).Dimension)];
            var gradient = new double[at.Length];
            Assert.Equal(0, FunctionText.Read(CallText.Parse(text))(1).Gradient(at, gradient));
            Assert.All(gradient, slope => Assert.Equal(0, slope));
        }

        // Published: at (-1.2, 1) Rosenbrock's function is 24.2, and Rastrigin's has a local minimum near 0.994959 with the value 0.994959.
        Assert.Equal(24.2, new Rosenbrock(2).Gradient([-1.2, 1], new double[2]), 1e-12);
        Assert.Equal(0.994959, new Rastrigin(1).Gradient([0.994958638], new double[1]), 1e-6);
    }

    [Theory]
    [InlineData("factorization(6, rank: 2)")]
    [InlineData("phase(5, samples: 60)")]
    public void Hidden_minima_are_0(string text)
    {
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var function = FunctionText.Read(CallText.Parse(text))(seed);
            var (at, optimizer) = (function.Start(new Philox(seed, 1)), OptimizerRecipe.Parse("lbfgs").Create<double>(function.Dimension));
            for (var step = 0; step < 300; step++)
            {
                optimizer.Step(at, function, 1);
            }

            Assert.InRange(function.Gradient(at, new double[at.Length]), 0, 1e-9);
        }
    }

    [Fact]
    public void Plain_Newton_lands_on_a_saddle()
    {
        double[] at = [3, -2];
        var report = new PlainNewton<double>(2).Step(at, new Saddle(), 1);
        Assert.True(report.HasMoved);
        Assert.Equal([1.0, 0.5], at);
    }

    [Theory]
    [InlineData("rastrigin", "'rastrigin' needs its size.")]
    [InlineData("rastrigin(0)", "A whole number that is at least 1 is needed, not '0'.|A whole number from 1 to 1000 is needed, not '0'.")]
    [InlineData("rastragin(2)", "There is no function 'rastragin'.")]
    [InlineData("quadratic(2, condition: 0)", "A number from 1 to 1000000000000 is needed for 'condition', not '0'.")]
    [InlineData("suite(3)", "Arguments of 'suite' have a key, and '3' has none.")]
    public void What_is_no_function_is_refused(string text, string messages) =>
        Assert.Contains(Assert.Throws<TrainingException>(() => FunctionText.Read(CallText.Parse(text))).Problem.Message, messages.Split('|'));

    private static double[] Moved(double[] at, double[] direction, double step) => [.. at.Zip(direction, (value, along) => value + (step * along))];

    // (x - 1)^2 - 3 (y - 1/2)^2: neither least nor greatest at (1, 1/2).
    private sealed class Saddle : IObjective<double>
    {
        public double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (2 * (at[0] - 1), -6 * (at[1] - 0.5));
            return Math.Pow(at[0] - 1, 2) - (3 * Math.Pow(at[1] - 0.5, 2));
        }

        public void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result) =>
            (result[0], result[1]) = (2 * direction[0], -6 * direction[1]);
    }
}
