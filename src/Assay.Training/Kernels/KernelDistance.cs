namespace Assay.Training.Kernels;

/// <summary>How far kernels are apart, as matrices with the inner product of Frobenius.</summary>
internal static class KernelDistance
{
    /// <summary>The length of the difference, relative to that of the first.</summary>
    public static double Drift(double[,] first, double[,] then) => Math.Sqrt(Math.Max(0, Product(then, then) - (2 * Product(first, then)) + Product(first, first)) / Product(first, first));

    /// <summary>The cosine of the angle between both (Cristianini and others 2001).</summary>
    public static double Alignment(double[,] first, double[,] then) => Math.Clamp(Product(first, then) / Math.Sqrt(Product(first, first) * Product(then, then)), -1, 1);

    /// <summary>The length of the difference, once each is divided by its own length.</summary>
    public static double ShapeGap(double[,] first, double[,] then) => Math.Sqrt(2 * (1 - Alignment(first, then)));

    private static double Product(double[,] left, double[,] right)
    {
        var sum = 0.0;
        for (var row = 0; row < left.GetLength(0); row++)
        {
            for (var column = 0; column < left.GetLength(1); column++)
            {
                sum += left[row, column] * right[row, column];
            }
        }

        return sum;
    }
}
