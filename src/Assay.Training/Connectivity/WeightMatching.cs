using Assay.Training.Networks;

namespace Assay.Training.Connectivity;

/// <summary>
/// Orders of the hidden units of a dense network that bring its weights close to those of another one: layer after layer the best assignment, with the others
/// held, until none gains (Ainsworth, Hayase and Srinivasa 2023).
/// </summary>
/// <param name="network">The network of both; dense layers with anything entrywise between them.</param>
internal sealed class WeightMatching(Network network)
{
    private const double LeastGain = 1e-12;

    // Weights and biases of each dense layer.
    private readonly IReadOnlyList<(ParameterBlock Weight, ParameterBlock Bias)> _layers =
        [.. network.Stages.Where(stage => stage.Layer is Dense).Select(stage => (stage.Blocks[0], stage.Blocks[1]))];

    /// <summary>For each hidden layer and each of its units in the first network, the unit of the second that takes its place.</summary>
    /// <param name="first">The parameters that stay.</param>
    /// <param name="second">The parameters whose units are put in order.</param>
    /// <returns>The orders, and how often all layers were gone through.</returns>
    public (int[][] Orders, int Sweeps) Match(double[] first, double[] second)
    {
        var orders = _layers.SkipLast(1).Select(layer => Enumerable.Range(0, layer.Weight.Sizes[0]).ToArray()).ToArray();
        for (var sweep = 1; ; sweep++)
        {
            var hasGained = false;
            for (var layer = 0; layer < orders.Length; layer++)
            {
                var size = orders[layer].Length;
                var worth = Worth(layer, first, second, orders);
                var better = Assignment.Best(worth, size);
                if (Sum(worth, better) > Sum(worth, orders[layer]) + LeastGain)
                {
                    (orders[layer], hasGained) = (better, true);
                }
            }

            if (!hasGained)
            {
                return (orders, sweep);
            }
        }
    }

    /// <summary>The parameters with units put in order: the same function.</summary>
    public double[] Ordered(double[] parameters, int[][] orders)
    {
        var ordered = (double[])parameters.Clone();
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            var (weight, bias) = _layers[layer];
            var (rows, columns) = (weight.Sizes[0], weight.Sizes[1]);
            for (var row = 0; row < rows; row++)
            {
                var from = layer < orders.Length ? orders[layer][row] : row;
                ordered[bias.Start + row] = parameters[bias.Start + from];
                for (var column = 0; column < columns; column++)
                {
                    var at = layer > 0 ? orders[layer - 1][column] : column;
                    ordered[weight.Start + (row * columns) + column] = parameters[weight.Start + (from * columns) + at];
                }
            }
        }

        return ordered;
    }

    // What it is worth that a unit of the second takes the place of one of the first: the inner product of what comes in, and of what goes out.
    private double[] Worth(int layer, double[] first, double[] second, int[][] orders)
    {
        var (own, bias) = _layers[layer];
        var next = _layers[layer + 1].Weight;
        var (size, inputs, outputs) = (own.Sizes[0], own.Sizes[1], next.Sizes[0]);
        var worth = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var sum = first[bias.Start + i] * second[bias.Start + j];
                for (var k = 0; k < inputs; k++)
                {
                    sum += first[own.Start + (i * inputs) + k] * second[own.Start + (j * inputs) + (layer > 0 ? orders[layer - 1][k] : k)];
                }

                for (var row = 0; row < outputs; row++)
                {
                    var from = layer + 1 < orders.Length ? orders[layer + 1][row] : row;
                    sum += first[next.Start + (row * size) + i] * second[next.Start + (from * size) + j];
                }

                worth[(i * size) + j] = sum;
            }
        }

        return worth;
    }

    private static double Sum(double[] worth, int[] columns) => columns.Select((column, row) => worth[(row * columns.Length) + column]).Sum();
}
