using Assay.Statistics;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Basins;

/// <summary>
/// Random directions whose parts along the weights of each unit are as long as these weights, and along biases and norms zero, so that pictures of networks of
/// different scale can be compared (Li, Xu, Taylor, Studer and Goldstein 2018).
/// </summary>
internal static class FilterNormalised
{
    private const ulong Purpose = 0xF117_0001;

    /// <summary>A random one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="at">Its parameters.</param>
    /// <param name="seed">The seed.</param>
    public static double[] Draw(Network network, ReadOnlySpan<double> at, ulong seed)
    {
        var random = new Philox(seed, Purpose);
        var direction = new double[network.TrainedCount];
        foreach (ref var entry in direction.AsSpan())
        {
            entry = SpecialFunctions.NormalQuantile(((random.Next() >> 11) + 0.5) / (1UL << 53));
        }

        Normalise(network, at, direction);
        return direction;
    }

    /// <summary>Makes a direction one of them.</summary>
    public static void Normalise(Network network, ReadOnlySpan<double> at, Span<double> direction)
    {
        foreach (var block in network.Parameters.Where(block => block.Start + block.Count <= network.TrainedCount))
        {
            // What goes into one unit, whatever else its sizes are.
            var unit = block.Role is ParameterRole.Weight or ParameterRole.Embedding ? block.Count / block.Sizes[0] : 0;
            if (unit == 0)
            {
                direction.Slice(block.Start, block.Count).Clear();
                continue;
            }

            for (var start = block.Start; start < block.Start + block.Count; start += unit)
            {
                var length = Flat.Norm<double>(direction.Slice(start, unit));
                Flat.Scale(direction.Slice(start, unit), length > 0 ? Flat.Norm<double>(at.Slice(start, unit)) / length : 0);
            }
        }
    }
}
