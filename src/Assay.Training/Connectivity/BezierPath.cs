using Assay.Statistics;
using Assay.Training.Experiments;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>
/// A curve of low loss between two networks: a quadratic Bezier curve whose middle point is trained, on batches of samples, for the mean loss along it
/// (Garipov and others 2018).
/// </summary>
internal static class BezierPath
{
    private const ulong Purpose = 0xBE21_0001;

    /// <summary>How the middle point is trained unless said otherwise.</summary>
    public static OptimizerRecipe Usual { get; } = OptimizerRecipe.Parse("adam(lr: 0.003, batch: 64, schedule: cosine)");

    /// <summary>A point of the curve.</summary>
    public static double[] At(double[] first, double[] control, double[] second, double place)
    {
        var (a, b, c) = ((1 - place) * (1 - place), 2 * place * (1 - place), place * place);
        var point = new double[first.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = (a * first[i]) + (b * control[i]) + (c * second[i]);
        }

        return point;
    }

    /// <summary>Trains the middle point, from the middle of the straight line on.</summary>
    /// <param name="look">The network and its samples.</param>
    /// <param name="first">Where the curve starts.</param>
    /// <param name="second">Where it ends.</param>
    /// <param name="recipe">How; a step needs nothing but a gradient.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="seed">Decides on batches and on places along the curve.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double[] Train(ConnectivityLook look, double[] first, double[] second, OptimizerRecipe recipe, int steps, ulong seed, CancellationToken cancellation)
    {
        var (network, data) = (look.Network, look.Data);
        var size = Math.Min(recipe.Batch ?? data.Training.Length, data.Training.Length);
        var engine = Engine<Lanes, float>.Of(network, size);
        var batch = new Batch<Lanes, float>(size, network.Input.Count, data.TargetsPerSample) { AreLabels = network.Loss == Networks.LossKind.CrossEntropy, IsInRows = engine.LikesRows };
        var sampler = new Sampler(data.Training, size, seed);
        var random = new Philox(seed, Purpose);
        var optimizer = recipe.CreateFirstOrder<float>(network.TrainedCount);
        float[] control = [.. first.Zip(second, (a, b) => (float)((a + b) / 2))];
        var (point, gradient) = (new float[network.ParameterCount], new float[network.TrainedCount]);
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = sampler.Next();
            if (rows.Length == 1 && network.NormalisesBatches)
            {
                // What is left of an epoch; one sample has no variance.
                rows = sampler.Next();
            }

            batch.Fill(data.Inputs.Span, data.Targets, rows);
            var place = random.NextUnit();
            var pull = (float)(2 * place * (1 - place));
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = (float)(((1 - place) * (1 - place) * first[i]) + (place * place * second[i])) + (pull * control[i]);
            }

            engine.Gradient(point, gradient, batch);
            Flat.Scale<float>(gradient, pull);
            optimizer.Step(control.AsSpan(0, gradient.Length), gradient, (float)recipe.RateAt(step, steps));
        }

        return Array.ConvertAll(control, value => (double)value);
    }
}
