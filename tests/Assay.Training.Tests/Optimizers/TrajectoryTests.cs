using System.Text.Json;
using Assay.Training.Optimizers;
using Assay.Training.Tests.Data;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Ten steps on a network of 64-16-10 tanh units, against the trajectories of the reference cases.</summary>
public sealed class TrajectoryTests
{
    private const int Inputs = 64;
    private const int Units = 16;
    private const int Classes = 10;

    [Theory]
    [InlineData("gd", "gd(lr: 0.1)")]
    [InlineData("momentum", "gd(lr: 0.1, momentum: 0.9)")]
    [InlineData("adam", "adam(lr: 0.01, batch: all)")]
    [InlineData("sam", "sam(gd(lr: 0.1), rho: 0.05)")]
    public void Ten_steps_are_those_of_the_reference_cases(string name, string text)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Corpus.PathOf("training", "expected.json")));
        var losses = expected.RootElement.GetProperty("optimizers").GetProperty(name).EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        var (inputs, labels) = (Corpus.Doubles("hess_x.npy"), Array.ConvertAll(Corpus.Doubles("hess_y.npy"), label => (int)label));
        var objective = new Objective<double>(p => Loss(p, inputs, labels));
        var recipe = OptimizerRecipe.Parse(text);
        var optimizer = recipe.Create<double>(1210);
        var parameters = Corpus.Doubles("tanh_init_theta.npy");
        for (var step = 0; step < 10; step++)
        {
            Assert.Equal(losses[step], optimizer.Step(parameters, objective, recipe.RateAt(step, 10)).Loss, 1e-9);
        }

        Assert.Equal(losses[10], Loss(parameters, inputs, labels).Loss, 1e-9);
        Assert.All(Corpus.Doubles($"opt_{name}_final_theta.npy").Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static (double Loss, double[] Gradient) Loss(double[] p, double[] inputs, int[] labels)
    {
        var (loss, slope) = (0.0, new double[p.Length]);
        const int Bias = Units * Inputs;
        const int Second = Bias + Units;
        const int Last = Second + (Classes * Units);
        for (var n = 0; n < labels.Length; n++)
        {
            var x = inputs.AsSpan(n * Inputs, Inputs);
            var hidden = new double[Units];
            for (var i = 0; i < Units; i++)
            {
                hidden[i] = Math.Tanh(p[Bias + i] + Product(p.AsSpan(i * Inputs, Inputs), x));
            }

            var logits = new double[Classes];
            for (var c = 0; c < Classes; c++)
            {
                logits[c] = p[Last + c] + Product(p.AsSpan(Second + (c * Units), Units), hidden);
            }

            var most = logits.Max();
            var total = logits.Sum(logit => Math.Exp(logit - most));
            loss += (Math.Log(total) + most - logits[labels[n]]) / labels.Length;
            for (var c = 0; c < Classes; c++)
            {
                var error = ((Math.Exp(logits[c] - most) / total) - (c == labels[n] ? 1 : 0)) / labels.Length;
                slope[Last + c] += error;
                for (var i = 0; i < Units; i++)
                {
                    slope[Second + (c * Units) + i] += error * hidden[i];
                    var back = error * p[Second + (c * Units) + i] * (1 - (hidden[i] * hidden[i]));
                    slope[Bias + i] += back;
                    for (var j = 0; j < Inputs; j++)
                    {
                        slope[(i * Inputs) + j] += back * x[j];
                    }
                }
            }
        }

        return (loss, slope);
    }

    private static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
