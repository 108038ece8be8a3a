namespace Assay.Matrices.UnderTest;

/// <summary>How a product is added: rounded once, or twice.</summary>
/// <param name="isFused">Whether by fused multiply-add.</param>
internal readonly struct ScalarArithmetic(bool isFused)
{
    /// <summary>sum + a * b.</summary>
    public double Add(double sum, double a, double b) => isFused ? Math.FusedMultiplyAdd(a, b, sum) : sum + (a * b);
}
