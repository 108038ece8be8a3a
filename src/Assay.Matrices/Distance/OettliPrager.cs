using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Distance;

/// <summary>
/// How many times the weights a matrix has to be changed so that it takes a vector to zero: the greatest |A x|_i / (W |x|)_i
/// (Oettli and Prager, Compatibility of Approximate Solution of Linear Equations with Given Error Bounds for Coefficients and
/// Right-Hand Sides, 1964). The changed matrix is A - t W z^T, by rows t_i = (A x)_i / (W |x|)_i and by columns z_j = sign x_j.
/// </summary>
internal static class OettliPrager
{
    /// <summary>That number, exactly; null where no change of that kind will do, as some weights are zero.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="uncertainty">The weights W, the least where there are two; its factor does not count.</param>
    /// <param name="vector">x, not zero.</param>
    public static Rational? Factor(Matrix matrix, Uncertainty uncertainty, IReadOnlyList<BigInteger> vector)
    {
        var rows = new WholeRows(matrix);
        var most = Rational.Of(BigInteger.Zero);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var (entries, factor) = rows.Row(row);
            var (image, magnitudes) = (BigInteger.Zero, BigInteger.Zero);
            for (var i = 0; i < entries.Length; i++)
            {
                image += entries[i] * vector[i];
                magnitudes += BigInteger.Abs(entries[i] * vector[i]);
            }

            if (image.IsZero)
            {
                continue;
            }

            var change = uncertainty.Weight == UncertaintyWeight.Magnitude ? Rational.Of(magnitudes) : Weighted(matrix, uncertainty, row, vector) * factor;
            if (change.Numerator.IsZero)
            {
                return null;
            }

            var ratio = Rational.Of(BigInteger.Abs(image)) / change;
            most = ratio > most ? ratio : most;
        }

        return most;
    }

    /// <summary>An entry of the matrix that is changed.</summary>
    public static Rational Entry(Matrix matrix, Uncertainty uncertainty, IReadOnlyList<BigInteger> vector, int row, int column)
    {
        var (image, change) = (default(Rational), default(Rational));
        for (var i = 0; i < matrix.Columns; i++)
        {
            image += matrix[row, i] * Rational.Of(vector[i]);
            change += uncertainty.WeightOf(matrix, row, i).Least * Rational.Of(BigInteger.Abs(vector[i]));
        }

        return image.Numerator.IsZero ? matrix[row, column]
            : matrix[row, column] - (image / change * uncertainty.WeightOf(matrix, row, column).Least * Rational.Of((BigInteger)vector[column].Sign));
    }

    // (W |x|)_i, where weights are units in the last place or all the same.
    private static Rational Weighted(Matrix matrix, Uncertainty uncertainty, int row, IReadOnlyList<BigInteger> vector)
    {
        if (uncertainty.Weight == UncertaintyWeight.One)
        {
            return Rational.Of(vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + BigInteger.Abs(entry)));
        }

        int?[] exponents = [.. Enumerable.Range(0, matrix.Columns).Select(column => uncertainty.UnitExponents(matrix, row, column)?.Least)];
        var (lowest, units) = (exponents.Min() ?? 0, BigInteger.Zero);
        foreach (var (i, exponent) in exponents.Index())
        {
            units += exponent is { } one ? BigInteger.Abs(vector[i]) << (one - lowest) : BigInteger.Zero;
        }

        return Rational.Of(units) * Rational.PowerOfTwo(lowest);
    }
}
