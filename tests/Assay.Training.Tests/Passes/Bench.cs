using System.Numerics;
using Assay.Statistics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

/// <summary>Networks with random parameters and samples, to run passes on.</summary>
internal static class Bench
{
    public static double[] Normal(int count, ulong seed, double scale = 1)
    {
        var random = new Philox(seed, 77);
        return [.. Enumerable.Range(0, count).Select(_ => scale * random.NextNormal())];
    }

    public static Batch<T, S> Batch<T, S>(Network network, int samples, ulong seed)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var random = new Philox(seed, 78);
        var isLabels = network.Loss == LossKind.CrossEntropy;
        var targets = isLabels ? network.Output.Count / network.Output.Sizes[^1] : network.Output.Count;
        var batch = new Batch<T, S>(samples, network.Input.Count, targets) { AreLabels = isLabels };
        var isTokens = network.Layers[0] is Embedding;
        var inputs = isTokens ? [.. Enumerable.Range(0, samples * network.Input.Count).Select(_ => S.CreateChecked(random.Below(((Embedding)network.Layers[0]).Vocabulary)))]
            : Normal(samples * network.Input.Count, seed + 1000).Select(S.CreateChecked).ToArray();

        // Of sequences some labels do not count.
        var wanted = isLabels ? [.. Enumerable.Range(0, samples * targets).Select(i => S.CreateChecked(targets > 1 && i % 5 == 2 ? -1 : random.Below(network.Output.Sizes[^1])))]
            : Normal(samples * targets, seed + 2000).Select(S.CreateChecked).ToArray();
        batch.Fill(inputs, wanted, [.. Enumerable.Range(0, samples)]);
        return batch;
    }

    /// <summary>The gradient, and the product of the Hessian and a direction.</summary>
    public static (double[] Gradient, double[] Product) Curvature<T, S>(Network network, Batch<Dual<T, S>, S> batch, double[] theta, double[] direction, int blocks)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var pairs = new S[2 * theta.Length];
        for (var i = 0; i < theta.Length; i++)
        {
            (pairs[2 * i], pairs[(2 * i) + 1]) = (S.CreateChecked(theta[i]), S.CreateChecked(direction[i]));
        }

        var gradient = new S[pairs.Length];
        new Engine<Dual<T, S>, S>(network, blocks).Gradient(pairs, gradient, batch);
        return ([.. gradient.Where((_, i) => i % 2 == 0).Select(double.CreateChecked)], [.. gradient.Where((_, i) => i % 2 == 1).Select(double.CreateChecked)]);
    }
}
