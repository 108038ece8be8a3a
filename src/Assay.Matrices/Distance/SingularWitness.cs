using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Distance;

/// <summary>Looks for a vector that a matrix within few weights takes to zero.</summary>
/// <remarks>
/// A x = t S W |x| with signs S is an eigenproblem; its iteration takes the signs that make some entry of x grow most (after Rump,
/// Ill-Conditioned Matrices Are Componentwise Near to Singularity, 1999). What it finds is judged exactly, by <see cref="OettliPrager"/>.
/// </remarks>
internal static class SingularWitness
{
    private const int Starts = 4;
    private const int Steps = 25;

    /// <summary>The vector that needs the least change of those found; null where none can be changed that way.</summary>
    public static (IReadOnlyList<BigInteger> Vector, Rational Factor)? Find(
        Matrix matrix, Uncertainty uncertainty, CertifiedInverse inverse, int exponent, Dense weights)
    {
        (IReadOnlyList<BigInteger> Vector, Rational Factor)? best = null;
        foreach (var right in Candidates(inverse.Approximation, weights, inverse.Direction))
        {
            var vector = NearSolution.Of(matrix, inverse, exponent, right).Entries;
            if (vector.Any(entry => !entry.IsZero) && OettliPrager.Factor(matrix, uncertainty, vector) is { } factor && !(best?.Factor <= factor))
            {
                best = (vector, factor);
            }
        }

        return best;
    }

    // Right sides b = S W |x|, by what A x = b would need.
    private static IEnumerable<double[]> Candidates(Dense inverse, Dense weights, double[] direction)
    {
        var reach = inverse.MagnitudesTimes(weights.MagnitudesTimes(Enumerable.Repeat(1.0, weights.Rows).ToArray()));
        var starts = Enumerable.Range(0, reach.Length).OrderByDescending(i => reach[i]).Take(Starts)
            .Select(i => inverse.Row(i).ToArray()).Append(direction);
        return starts.Select(start => Best(inverse, weights, start)).OfType<double[]>();
    }

    private static double[]? Best(Dense inverse, Dense weights, double[] signs)
    {
        var (least, best) = (double.PositiveInfinity, (double[]?)null);
        var reach = Enumerable.Repeat(1.0, weights.Rows).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            double[] right = [.. weights.MagnitudesTimes(reach).Zip(signs, Math.CopySign)];
            var vector = inverse.Times(right);
            var next = weights.MagnitudesTimes(vector);
            var needed = 0.0;
            for (var i = 0; i < right.Length; i++)
            {
                needed = right[i] == 0 ? needed : Math.Max(needed, Math.Abs(right[i]) / next[i]);
            }

            (least, best) = needed < least ? (needed, right) : (least, best);
            var greatest = vector.Max(Math.Abs);
            if (!(greatest > 0) || !double.IsFinite(greatest))
            {
                break;
            }

            reach = Array.ConvertAll(vector, entry => Math.Abs(entry) / greatest);

            // The signs of the row by which the greatest growth is possible.
            var growth = inverse.MagnitudesTimes(weights.MagnitudesTimes(reach));
            var row = Enumerable.Range(0, growth.Length).MaxBy(i => growth[i] * (step % 2 == 0 ? 1 : reach[i]));
            signs = inverse.Row(row).ToArray();
        }

        return best;
    }
}
