using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Distance;

/// <summary>Solutions of A x = b to more digits than doubles have, as exact numbers: witnesses of singular matrices nearby are made of them.</summary>
internal static class NearSolution
{
    /// <summary>A vector near the solution.</summary>
    /// <param name="matrix">A, times a power of two.</param>
    /// <param name="inverse">The inverse of A times two to <paramref name="exponent"/> below zero.</param>
    /// <param name="exponent">The exponent.</param>
    /// <param name="right">b.</param>
    public static DyadicVector Of(Matrix matrix, CertifiedInverse inverse, int exponent, double[] right)
    {
        if (inverse.Terms.Count > 1)
        {
            return inverse.Terms.Select(term => Product(term, right)).Aggregate(Sum);
        }

        // One step of refinement, with an exact residual.
        var first = inverse.Approximation.Times(right);
        if (!Array.TrueForAll(first, double.IsFinite) || Array.TrueForAll(first, entry => entry == 0))
        {
            return DyadicVector.Of(first);
        }

        var exact = DyadicVector.Of(first);
        var image = new WholeRows(matrix).Times(exact.Entries);
        var scale = Power(exact.Exponent - exponent);
        double[] rest = [.. image.Zip(right, (entry, b) => (Rational.Of(b) - (entry * scale)).Approximation)];
        return DyadicVector.Of(first, inverse.Approximation.Times(rest));
    }

    private static Rational Power(int exponent) => exponent >= 0 ? Rational.Of(BigInteger.One << exponent) : new Rational(1, BigInteger.One << -exponent);

    private static DyadicVector Product(Dense matrix, double[] vector)
    {
        var factors = DyadicVector.Of(vector);
        var entries = DyadicVector.Of(matrix.Entries);
        var product = new BigInteger[matrix.Rows];
        for (var row = 0; row < product.Length; row++)
        {
            for (var i = 0; i < vector.Length; i++)
            {
                product[row] += entries.Entries[(row * matrix.Columns) + i] * factors.Entries[i];
            }
        }

        return new DyadicVector(product, entries.Exponent + factors.Exponent);
    }

    private static DyadicVector Sum(DyadicVector first, DyadicVector second)
    {
        var least = Math.Min(first.Exponent, second.Exponent);
        return new DyadicVector(
            [.. first.Entries.Zip(second.Entries, (a, b) => (a << (first.Exponent - least)) + (b << (second.Exponent - least)))], least);
    }
}
