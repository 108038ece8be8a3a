using Assay.Training.Networks;

namespace Assay.Training.Basins;

/// <summary>
/// Other parameters of the very same function: what goes into the units of a layer with ReLU behind it is multiplied by a power of two, and what comes out divided, without
/// rounding. Most measures of sharpness become whatever one likes (Dinh, Pascanu, Bengio and Bengio 2017).
/// </summary>
internal static class Rescaling
{
    /// <summary>Whether there is a layer whose units can be rescaled: dense or convolution, then ReLU, then dense or convolution.</summary>
    public static bool Fits(Network network) => First(network) >= 0;

    /// <summary>Rescales the first such layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="exponent">Of two.</param>
    public static double[] Of(Network network, double[] parameters, int exponent)
    {
        var rescaled = (double[])parameters.Clone();
        var first = First(network);
        foreach (var block in network.Stages[first].Blocks)
        {
            Multiply(block, exponent);
        }

        Multiply(network.Stages.Skip(first + 2).First(stage => stage.Blocks.Count > 0).Blocks[0], -exponent);
        return rescaled;

        void Multiply(ParameterBlock block, int power)
        {
            foreach (ref var parameter in rescaled.AsSpan(block.Start, block.Count))
            {
                parameter = Math.ScaleB(parameter, power);
            }
        }
    }

    // Pools and flattening between both let factors through.
    private static int First(Network network)
    {
        for (var i = 0; i + 2 < network.Stages.Count; i++)
        {
            if (IsLinear(network.Stages[i].Layer) && network.Stages[i + 1].Layer is Activation { Kind: ActivationKind.Relu }
                && network.Stages.Skip(i + 2).SkipWhile(stage => stage.Layer is Pool or Flatten).FirstOrDefault() is { } next && IsLinear(next.Layer))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsLinear(Layer layer) => layer is Dense or Convolution;
}
