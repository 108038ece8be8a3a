using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Distance;

/// <summary>Solutions of A x = b to more digits than doubles have, as exact numbers: witnesses of singular matrices nearby are made of them.</summary>
internal static class NearSolution
{
    private const int MostSteps = 8;
    private const double Small = 1e-14;
    private const int BitsOfTerm = 53;

    /// <summary>A vector near the solution.</summary>
    /// <param name="matrix">A, times a power of two.</param>
    /// <param name="inverse">The inverse of A times two to <paramref name="exponent"/> below zero.</param>
    /// <param name="exponent">The exponent.</param>
    /// <param name="right">b.</param>
    public static DyadicVector Of(Matrix matrix, CertifiedInverse inverse, int exponent, double[] right)
    {
        // Sums that doubles cannot hold are exact too.
        var isExact = inverse.Terms.Count > 1;
        var solution = !isExact && inverse.Approximation.Times(right) is var near && Array.TrueForAll(near, double.IsFinite) ? DyadicVector.Of(near) : Product(inverse, DyadicVector.Of(right));

        // R A is near I, and A R need not be: each step makes the exact rest smaller by about the norm of I - R A. Where the condition
        // is so bad that rounding R times the rest makes it no smaller, that product is exact too.
        var (before, target) = (double.PositiveInfinity, Small * right.Max(Math.Abs));
        for (var step = 0; step < MostSteps; step++)
        {
            var scale = Power(solution.Exponent - exponent);
            Rational[] rest = [.. new WholeRows(matrix).Times(solution.Entries).Zip(right, (entry, b) => Rational.Of(b) - (entry * scale))];
            var greatest = rest.Max(entry => Math.Abs(entry.Approximation));
            if (greatest <= target)
            {
                break;
            }

            isExact |= greatest > before / 4;
            before = greatest;
            solution = Sum(solution, !isExact && inverse.Approximation.Times([.. rest.Select(entry => entry.Approximation)]) is var change && Array.TrueForAll(change, double.IsFinite)
                ? DyadicVector.Of(change) : Product(inverse, Truncated(rest, BitsOfTerm * (inverse.Terms.Count + 2))));
        }

        return solution;
    }

    // So many bits below the greatest entry.
    private static DyadicVector Truncated(Rational[] vector, int bits)
    {
        var greatest = vector.Max(entry => BigInteger.Abs(entry.Numerator).GetBitLength() - entry.Denominator.GetBitLength());
        var shift = bits - (int)greatest;
        return new DyadicVector([.. vector.Select(entry => shift >= 0 ? (entry.Numerator << shift) / entry.Denominator : entry.Numerator / (entry.Denominator << -shift))], -shift);
    }

    private static Rational Power(int exponent) => exponent >= 0 ? Rational.Of(BigInteger.One << exponent) : new Rational(1, BigInteger.One << -exponent);

    private static DyadicVector Product(CertifiedInverse inverse, DyadicVector vector) => inverse.Terms.Select(term => Product(term, vector)).Aggregate(Sum);

    private static DyadicVector Product(Dense matrix, DyadicVector factors)
    {
        var entries = DyadicVector.Of(matrix.Entries);
        var product = new BigInteger[matrix.Rows];
        for (var row = 0; row < product.Length; row++)
        {
            for (var i = 0; i < matrix.Columns; i++)
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
