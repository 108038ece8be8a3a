using System.Numerics;
using Assay.Statistics;
using Assay.Training.Optimizers;
using CsCheck;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Rules that need one gradient a step.</summary>
public sealed class FirstOrderTests
{
    private static readonly string[] Texts =
    [
        "sgd(lr: 0.1)", "sgd(lr: 0.1, momentum: 0.9, decay: 0.01)", "sgd(lr: 0.1, momentum: 0.5, nesterov: true)", "adam(lr: 0.01, decay: 0.1)", "adamw(lr: 0.01, decay: 0.1)",
        "rmsprop(lr: 0.01, momentum: 0.3, decay: 0.01)", "adagrad(lr: 0.1, start: 0.1, lr-decay: 0.1, decay: 0.01)",
    ];

    [Fact]
    public void Every_length_and_precision_agrees_with_a_scalar_loop() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[0, 40], Gen.ULong).Sample((text, count, seed) =>
            Differs<double>(Texts[text], count, seed) < 1e-12 && Differs<float>(Texts[text], count, seed) < 2e-5);

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        var rule = new GradientDescent<double>(3, new GradientDescentSettings());
        Assert.Equal("There are 3 parameters, and a vector beside them has 2 numbers.", Assert.Throws<ArgumentException>(() => rule.Step(new double[3], new double[2], 1)).Message);
        Assert.Equal("Parameters are float or double, not Half.", Assert.Throws<ArgumentException>(() => new Adam<Half>(3, new AdamSettings())).Message);
    }

    [Fact]
    public void Numbers_below_the_normal_ones_become_zero_and_all_others_stay()
    {
        float[] values = [1, -1, 1.17549435e-38f, -1.17549435e-38f, 1.1754942e-38f, -1.1754942e-38f, float.Epsilon, -float.Epsilon, 0, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, 3e-38f, 1e-40f, -2];
        foreach (var value in values)
        {
            Assert.Equal(float.IsSubnormal(value) ? 0 : value, Flat.Normal(new Vector<float>(value))[0]);
            var wide = value is 1e-40f ? 1e-310 : value;
            Assert.Equal(double.IsSubnormal(wide) ? 0 : wide, Flat.Normal(new Vector<double>(wide))[0]);
        }
    }

    // Gradients that end, as those of units do that no longer respond: what is left of them fades to nothing, and no parameter tells.
    [Theory]
    [InlineData("sgd(lr: 0.1, momentum: 0.9)")]
    [InlineData("sgd(lr: 0.1, momentum: 0.9, nesterov: true)")]
    [InlineData("adam(lr: 0.01)")]
    [InlineData("rmsprop(lr: 0.01, alpha: 0.9, momentum: 0.9)")]
    [InlineData("rmsprop(lr: 0.01, alpha: 0.9)")]
    public void Fading_velocities_end_at_zero_and_no_parameter_tells(string text)
    {
        var recipe = OptimizerRecipe.Parse(text);
        var rule = recipe.CreateFirstOrder<float>(8);
        var oracle = new ScalarRules((FirstOrderSettings)recipe.Settings, 8);
        float[] parameters = [1, -0.5f, 0.25f, 2, -3, 0.125f, 1e-3f, 0.7f];
        var expected = Array.ConvertAll(parameters, value => (double)value);
        for (var step = 0; step < 3000; step++)
        {
            var gradient = Enumerable.Range(0, 8).Select(i => step < 20 * i ? 0.5f - ((step * 7 + i * 3) % 10 / 10f) : 0).ToArray();
            rule.Step(parameters, gradient, (float)recipe.Rate);
            oracle.Step(expected, Array.ConvertAll(gradient, value => (double)value), recipe.Rate);
        }

        Assert.All(parameters.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
        var state = rule.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Select(field => field.GetValue(rule)).OfType<float[]>().ToList();
        Assert.NotEmpty(state);
        Assert.DoesNotContain(state.SelectMany(values => values), float.IsSubnormal);
    }

    [Fact]
    public void Clipping_shortens_long_gradients_and_leaves_short_ones()
    {
        double[] gradient = [3, 4];
        Assert.Equal(5, Clipping.ByNorm<double>(gradient, 1));
        Assert.Equal(3 / 5.000001, gradient[0], 1e-15);
        Assert.Equal(4 / 5.000001, gradient[1], 1e-15);
        Assert.Equal(1, Clipping.ByNorm<double>(gradient, 2), 1e-6);
        Assert.Equal(3 / 5.000001, gradient[0], 1e-15);
        var recipe = OptimizerRecipe.Parse("sgd(lr: 1, clip: 0.5)");
        var parameters = new double[2];
        recipe.CreateFirstOrder<double>(2).Step(parameters, [3, 4], 1);
        Assert.Equal(-0.3, parameters[0], 1e-6);
        Assert.Equal(-0.4, parameters[1], 1e-6);
    }

    [Fact]
    public void Sums_of_products_are_those_of_fixed_lanes() =>
        Gen.Double[-1, 1].Array[0, 70].Sample(values =>
        {
            var lanes = new double[8];
            for (var i = 0; i < values.Length; i++)
            {
                lanes[i % 8] = Math.FusedMultiplyAdd(values[i], values[i], lanes[i % 8]);
            }

            var sum = 0.0;
            Array.ForEach(lanes, lane => sum += lane);
            return Flat.Dot<double>(values, values) == sum;
        });

    private static double Differs<T>(string text, int count, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var recipe = OptimizerRecipe.Parse(text);
        var random = new Philox(seed, 1);
        double Next() => (double)(float)((random.Next() >> 11) * (2.0 / (1UL << 53)) - 1);
        var expected = Enumerable.Range(0, count).Select(_ => Next()).ToArray();
        var found = Array.ConvertAll(expected, T.CreateChecked);
        var (rule, oracle) = (recipe.CreateFirstOrder<T>(count), new ScalarRules((FirstOrderSettings)recipe.Settings, count));
        for (var step = 0; step < 8; step++)
        {
            var gradient = Enumerable.Range(0, count).Select(_ => Next() is var g && Math.Abs(g) < 0.1 ? 0.1 : g).Select(g => (double)(float)g).ToArray();
            rule.Step(found, Array.ConvertAll(gradient, T.CreateChecked), T.CreateChecked(recipe.Rate));
            oracle.Step(expected, gradient, recipe.Rate);
        }

        return expected.Zip(found, (a, b) => Math.Abs(a - double.CreateChecked(b))).DefaultIfEmpty(0).Max();
    }
}
