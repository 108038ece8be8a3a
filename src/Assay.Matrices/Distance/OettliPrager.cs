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
    /// <param name="uncertainty">The weights W; its factor does not count.</param>
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
            change += Weight(matrix, uncertainty, row, i) * Rational.Of(BigInteger.Abs(vector[i]));
        }

        return image.Numerator.IsZero ? matrix[row, column]
            : matrix[row, column] - (image / change * Weight(matrix, uncertainty, row, column) * Rational.Of((BigInteger)vector[column].Sign));
    }

    /// <summary>The weight of an entry, exactly.</summary>
    public static Rational Weight(Matrix matrix, Uncertainty uncertainty, int row, int column) => uncertainty.Weight == UncertaintyWeight.Magnitude
        ? new Rational(BigInteger.Abs(matrix[row, column].Numerator), matrix[row, column].Denominator)
        : Rational.Of(uncertainty.WeightOf(matrix.Near(row, column)));

    // (W |x|)_i, where weights are doubles.
    private static Rational Weighted(Matrix matrix, Uncertainty uncertainty, int row, IReadOnlyList<BigInteger> vector)
    {
        var weights = DyadicVector.Of([.. Enumerable.Range(0, matrix.Columns).Select(column => uncertainty.WeightOf(matrix.Near(row, column)))]);
        var sum = BigInteger.Zero;
        for (var i = 0; i < matrix.Columns; i++)
        {
            sum += weights.Entries[i] * BigInteger.Abs(vector[i]);
        }

        return (weights with { Entries = [sum] })[0];
    }
}
