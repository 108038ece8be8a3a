namespace Assay.Training.Kernels;

/// <summary>
/// The kernels of dense ReLU networks in the limit of infinite width, without biases: that of the Gaussian process at the start (Cho and Saul 2009; Lee and
/// others 2018) and the neural tangent kernel (Jacot, Gabriel and Hongler 2018).
/// </summary>
internal static class InfiniteWidth
{
    /// <summary>Both kernels, symmetric matrices of as many rows as samples.</summary>
    /// <param name="samples">One sample a row.</param>
    /// <param name="hidden">Hidden layers.</param>
    /// <param name="variance">The variance of a weight times its fan-in: 2 for the start of He.</param>
    public static (double[,] Process, double[,] Tangent) Relu(double[][] samples, int hidden, double variance)
    {
        var count = samples.Length;
        var process = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                process[i, j] = variance * samples[i].Zip(samples[j], (a, b) => a * b).Sum() / samples[i].Length;
            }
        }

        var tangent = (double[,])process.Clone();
        for (var layer = 0; layer < hidden; layer++)
        {
            (process, tangent) = Next(process, tangent, variance);
        }

        return (process, tangent);
    }

    // The moments of two Gaussian numbers and of their signs (the arc-cosine kernels of order 1 and 0).
    private static (double[,] Process, double[,] Tangent) Next(double[,] process, double[,] tangent, double variance)
    {
        var count = process.GetLength(0);
        var (next, nextTangent) = (new double[count, count], new double[count, count]);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var length = Math.Sqrt(process[i, i] * process[j, j]);
                var cosine = length > 0 ? Math.Clamp(process[i, j] / length, -1, 1) : 0;
                var angle = i == j ? 0 : Math.Acos(cosine);
                next[i, j] = variance * length / (2 * Math.PI) * (Math.Sin(angle) + ((Math.PI - angle) * Math.Cos(angle)));
                nextTangent[i, j] = next[i, j] + (tangent[i, j] * variance * (Math.PI - angle) / (2 * Math.PI));
            }
        }

        return (next, nextTangent);
    }
}
