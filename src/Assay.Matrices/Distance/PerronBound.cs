using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Distance;

/// <summary>
/// A proof that all matrices within some multiple of weights are regular: a positive x with (|I - R A| + d |R| W) x below x
/// everywhere (Rex and Rohn, Sufficient Conditions for Regularity and Singularity of Interval Matrices, 1998).
/// </summary>
internal static class PerronBound
{
    private const int Steps = 12;

    /// <summary>A d up to which all matrices are regular; 0 where none is proved, and infinite where no weight can do anything.</summary>
    /// <param name="inverse">R.</param>
    /// <param name="weights">W, each no less than the exact weight, in the scale of the matrix that was inverted.</param>
    /// <returns>The d, and the x.</returns>
    public static (double Factor, double[] Vector) Below(CertifiedInverse inverse, Dense weights)
    {
        var vector = Enumerable.Repeat(1.0, weights.Rows).ToArray();
        var (best, witness) = (0.0, vector);
        for (var step = 0; step < Steps; step++)
        {
            var image = Image(inverse, weights, vector);
            if (image.Max() == 0)
            {
                return (double.PositiveInfinity, vector);
            }

            var rest = inverse.Residual.Times(vector);
            var factor = double.PositiveInfinity;
            for (var i = 0; i < vector.Length; i++)
            {
                factor = Math.Min(factor, image[i] == 0 ? double.PositiveInfinity : Rounding.Down(Rounding.Down(vector[i] - rest[i]) / image[i]));
                factor = rest[i] < vector[i] ? factor : 0;
            }

            (best, witness) = factor > best ? (factor, vector) : (best, witness);

            // Towards the vector of the greatest eigenvalue; every entry stays positive.
            var scale = image.Max();
            vector = [.. image.Zip(vector, (entry, old) => (entry / scale) + (1e-3 * old))];
        }

        return (best, witness);
    }

    /// <summary>
    /// A factor at which some matrix is singular, whatever the signs: (3 + 2 sqrt 2) n over the spectral radius of |A^-1| W (Rump,
    /// Ill-Conditioned Matrices Are Componentwise Near to Singularity, 1999); infinite where no radius is proved.
    /// </summary>
    /// <param name="inverse">R.</param>
    /// <param name="weights">W, each no greater than the exact weight, in the scale of the matrix that was inverted.</param>
    /// <param name="vector">A positive vector, best near that of the radius.</param>
    public static double SingularBelow(CertifiedInverse inverse, Dense weights, double[] vector)
    {
        var size = vector.Length;
        double[] inner = [.. weights.MagnitudesTimes(vector).Select(entry => entry * (1 - (4 * size * Rounding.Unit)))];
        var image = inverse.Approximation.MagnitudesTimes(inner);

        // What R can differ from the inverse by, in any entry of the product (its norm for infinity, by that of I - R A).
        var error = inverse.Residual.RowNorm * inverse.RowNorm.High * inner.Max() * (1 + (8 * Rounding.Unit));
        var radius = double.PositiveInfinity;
        for (var i = 0; i < size; i++)
        {
            var least = (image[i] * (1 - inverse.RelativeError) * (1 - (8 * size * Rounding.Unit))) - error;
            radius = Math.Min(radius, least / vector[i]);
        }

        return radius > 0 ? (3 + (2 * Math.Sqrt(2))) * size / radius * (1 + (16 * Rounding.Unit)) : double.PositiveInfinity;
    }

    // No less than |R| W x.
    private static double[] Image(CertifiedInverse inverse, Dense weights, double[] vector)
    {
        var size = vector.Length;
        var inner = Array.ConvertAll(weights.MagnitudesTimes(vector), entry => (entry * (1 + (4 * size * Rounding.Unit))) + (size * Rounding.Tiny));
        return Array.ConvertAll(
            inverse.Approximation.MagnitudesTimes(inner), entry => (entry * (1 + inverse.RelativeError) * (1 + (8 * size * Rounding.Unit))) + (size * Rounding.Tiny));
    }
}
