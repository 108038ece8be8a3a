using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Kernels;

/// <summary>
/// The empirical neural tangent kernel of a network on some samples: inner products of the gradients of an output along all parameters, on average over
/// the outputs (Jacot, Gabriel and Hongler 2018). In doubles.
/// </summary>
internal static class TangentKernel
{
    /// <summary>The kernel, a symmetric matrix of as many rows as samples.</summary>
    /// <param name="network">The network; batches are not normalised in it.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="factor">How often the products of a block's gradients count: 1, or <see cref="FactorOf"/> for the parametrisation whose kernel has a limit.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double[,] Of(Network network, double[] parameters, Batch<Real, double> batch, Func<ParameterBlock, double> factor, CancellationToken cancellation)
    {
        var (count, size, features) = (batch.Count, network.TrainedCount, network.Input.Count);
        var chain = new Chain<Real, double>(network.Stages, 1);
        var gradients = Enumerable.Range(0, count).Select(_ => new double[size]).ToArray();
        var slopes = new Real[chain.Outputs];
        var weights = new[] { Real.Of(1) };
        var kernel = new double[count, count];
        var roots = network.Parameters.Where(block => block.Start + block.Count <= size).Select(block => (Block: block, Root: Math.Sqrt(factor(block)))).Where(pair => pair.Root != 1).ToList();
        for (var output = 0; output < chain.Outputs; output++)
        {
            Array.Fill(slopes, Real.Of(0));
            slopes[output] = Real.Of(1);
            for (var sample = 0; sample < count; sample++)
            {
                cancellation.ThrowIfCancellationRequested();
                Array.Clear(gradients[sample]);
                var pass = new Pass<Real, double>(parameters, gradients[sample], weights, isTraining: false);
                var input = batch.Inputs.AsSpan(sample * features, features);
                chain.Forward(pass, input);
                chain.Backward(pass, input, slopes, default);
                foreach (var (block, root) in roots)
                {
                    Flat.Scale(gradients[sample].AsSpan(block.Start, block.Count), root);
                }
            }

            Add(gradients, kernel, 1.0 / chain.Outputs, cancellation);
        }

        return kernel;
    }

    /// <summary>How often the gradients of a block count where a weight is a number of its own divided by the root of its fan-in: 1 / fan-in; biases are as they are.</summary>
    public static double FactorOf(ParameterBlock block) => block.Role == ParameterRole.Weight ? 1.0 / block.FanIn : 1;

    /// <summary>About how many bytes it takes.</summary>
    public static long MemoryOf(Network network, int samples) => sizeof(double) * (long)samples * (network.TrainedCount + samples);

    private static void Add(double[][] gradients, double[,] kernel, double factor, CancellationToken cancellation)
    {
        for (var row = 0; row < gradients.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var column = 0; column <= row; column++)
            {
                kernel[row, column] += factor * Flat.Dot<double>(gradients[row], gradients[column]);
                kernel[column, row] = kernel[row, column];
            }
        }
    }
}
