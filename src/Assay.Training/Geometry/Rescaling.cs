using Assay.Training.Networks;

namespace Assay.Training.Geometry;

/// <summary>
/// The same function with other parameters: what goes into rectified units is multiplied by a power of two, and what comes out divided by it (Dinh, Pascanu,
/// Bengio and Bengio 2017). Powers of two round nothing, so that outputs are the same to the last bit.
/// </summary>
internal static class Rescaling
{
    /// <summary>The place of a dense layer that is followed by relu and another dense one, or -1.</summary>
    public static int Layer(Network network)
    {
        for (var i = 0; i + 2 < network.Stages.Count; i++)
        {
            if (network.Stages[i].Layer is Dense && network.Stages[i + 1].Layer is Activation { Kind: ActivationKind.Relu } && network.Stages[i + 2].Layer is Dense)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The rescaled parameters.</summary>
    /// <param name="network">The network; it has such a <see cref="Layer"/>.</param>
    /// <param name="at">Its parameters.</param>
    /// <param name="power">The power of two that the layer's weights and biases are multiplied by.</param>
    public static double[] Of(Network network, double[] at, int power)
    {
        var layer = Layer(network);
        var result = (double[])at.Clone();
        foreach (var block in network.Stages[layer].Blocks)
        {
            Scale(result, block, power);
        }

        Scale(result, network.Stages[layer + 2].Blocks[0], -power);
        return result;
    }

    private static void Scale(double[] parameters, ParameterBlock block, int power)
    {
        foreach (ref var value in parameters.AsSpan(block.Start, block.Count))
        {
            value = Math.ScaleB(value, power);
        }
    }
}
