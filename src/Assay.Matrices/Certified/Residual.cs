using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>
/// I - R A, as an approximation and a bound for its error of the form p_i (M q)_j, for a matrix M of magnitudes: so that products of
/// the bound with vectors take few operations.
/// </summary>
internal sealed class Residual
{
    private readonly Dense _approximation;
    private readonly double _relative;
    private readonly double[] _weights;
    private readonly Func<double[], double[]> _error;
    private readonly Func<double[], double[]> _errorTransposed;

    private Residual(Dense approximation, double relative, double[] weights, Func<double[], double[]> error, Func<double[], double[]> errorTransposed)
    {
        (_approximation, _relative, _weights, _error, _errorTransposed) = (approximation, relative, weights, error, errorTransposed);
        double[] ones = [.. Enumerable.Repeat(1.0, approximation.Rows)];
        (RowBounds, ColumnBounds) = (Times(ones), TransposeTimes(ones));
        (RowNorm, ColumnNorm) = (Norms.Most(RowBounds), Norms.Most(ColumnBounds));
    }

    /// <summary>The approximation of I - R A, before rows are multiplied and columns divided by the weights.</summary>
    public Dense Approximation => _approximation;

    /// <summary>No less than the sum of magnitudes of each row.</summary>
    public double[] RowBounds { get; }

    /// <summary>No less than the sum of magnitudes of each column.</summary>
    public double[] ColumnBounds { get; }

    /// <summary>No less than the norm for infinity.</summary>
    public double RowNorm { get; }

    /// <summary>No less than the 1-norm.</summary>
    public double ColumnNorm { get; }

    /// <summary>No less than the 2-norm.</summary>
    public double SpectralNorm => Math.Sqrt(RowNorm * ColumnNorm) * (1 + (4 * Rounding.Unit));

    /// <summary>In doubles, with the bound that holds for every order of sums.</summary>
    /// <param name="inverse">R.</param>
    /// <param name="matrix">A.</param>
    /// <param name="relative">The relative error of each entry of A.</param>
    /// <param name="weights">Powers of two by which rows of I - R A are multiplied, and columns divided.</param>
    public static Residual Rounded(Dense inverse, Dense matrix, double relative, double[] weights)
    {
        var size = matrix.Rows;
        var difference = inverse.Times(matrix);
        DenseVector.Multiply(difference.Entries, -1);
        for (var i = 0; i < size; i++)
        {
            difference[i, i] += 1;
        }

        // One operation more for the difference, and one for the bound itself; 1 can have been rounded away only by itself.
        var factor = (Rounding.Gamma(Rounding.Operations(size) + 2) + relative) * (1 + (8 * size * Rounding.Unit));
        return new Residual(
            difference, 4 * Rounding.Unit, weights,
            x => Scaled(inverse.MagnitudesTimes(matrix.MagnitudesTimes(x)), factor, x),
            x => Scaled(matrix.MagnitudesTransposeTimes(inverse.MagnitudesTransposeTimes(x)), factor, x));
    }

    /// <summary>Nearly without rounding; null where 1 is beyond the digits of the product.</summary>
    /// <param name="inverse">The terms of R.</param>
    /// <param name="matrix">The terms of A.</param>
    /// <param name="relative">The relative error of each entry of the sum of the terms of A.</param>
    /// <param name="weights">Powers of two by which rows of I - R A are multiplied, and columns divided.</param>
    /// <param name="precision">So many bits below 1 count.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Residual? Sliced(IReadOnlyList<Dense> inverse, IReadOnlyList<Dense> matrix, double relative, double[] weights, int precision, CancellationToken cancellation)
    {
        var needed = precision + Magnitude(inverse[0]) + Magnitude(matrix[0].Transpose()) + (int)Math.Log2(matrix[0].Rows) + 4;
        if (SlicedProduct.Of(inverse, matrix, Math.Max(needed, precision), cancellation).FromIdentity() is not { } product)
        {
            return null;
        }

        var (rows, columns) = (product.RowScales(), product.ColumnScales());
        var tail = product.Tail * (1 + (8 * rows.Length * Rounding.Unit));
        var ofMatrix = 4 * relative * (1 + (8 * rows.Length * Rounding.Unit));
        return new Residual(
            product.Round(), product.RoundingError, weights,
            x => Sum(Ranked(rows, tail * columns.Zip(x, (a, b) => a * b).Sum()), ofMatrix > 0 ? Scaled(inverse[0].MagnitudesTimes(matrix[0].MagnitudesTimes(x)), ofMatrix, x) : null),
            x => Sum(Ranked(columns, tail * rows.Zip(x, (a, b) => a * b).Sum()), ofMatrix > 0 ? Scaled(matrix[0].MagnitudesTransposeTimes(inverse[0].MagnitudesTransposeTimes(x)), ofMatrix, x) : null));
    }

    /// <summary>
    /// I - (R + E) A, where E is the product of the approximation G of I - R A with R in doubles: |I - R A - G|, |G| |I - R A| and
    /// what rounding has changed in E are all that is left.
    /// </summary>
    /// <param name="inverse">R.</param>
    /// <param name="matrix">The leading term of A.</param>
    public Residual Corrected(Dense inverse, Dense matrix)
    {
        var size = matrix.Rows;
        var factor = Rounding.Gamma(Rounding.Operations(size) + 2) * (1 + (8 * size * Rounding.Unit));
        var raised = 1 + (8 * (size + 4) * Rounding.Unit);
        return new Residual(
            new Dense(size, size), 0, _weights,
            x =>
            {
                var second = Sum(BoundTimes(x), Scaled(inverse.MagnitudesTimes(matrix.MagnitudesTimes(x)), factor, x));
                return Raised(Sum(Error(_approximation.MagnitudesTimes(x), _error(x)), _approximation.MagnitudesTimes(second)), raised);
            },
            x =>
            {
                var first = Raised(_approximation.MagnitudesTransposeTimes(x), raised);
                var second = Sum(BoundTransposeTimes(first), Scaled(matrix.MagnitudesTransposeTimes(inverse.MagnitudesTransposeTimes(first)), factor, first));
                return Sum(Error(first, _errorTransposed(x)), second);
            });
    }

    /// <summary>The same without weights.</summary>
    public Residual WithoutWeights() => new(_approximation, _relative, [.. Enumerable.Repeat(1.0, _weights.Length)], _error, _errorTransposed);

    /// <summary>No less than |I - R A| x, for x that is not negative.</summary>
    public double[] Times(double[] x)
    {
        double[] divided = [.. x.Zip(_weights, (entry, weight) => entry / weight)];
        return [.. BoundTimes(divided).Zip(_weights, (entry, weight) => entry * weight)];
    }

    /// <summary>No less than the product of the transpose of |I - R A| and x, for x that is not negative.</summary>
    public double[] TransposeTimes(double[] x)
    {
        double[] multiplied = [.. x.Zip(_weights, (entry, weight) => entry * weight)];
        return [.. BoundTransposeTimes(multiplied).Zip(_weights, (entry, weight) => entry / weight)];
    }

    // Before the weights.
    private double[] BoundTimes(double[] x) => Bound(_approximation.MagnitudesTimes(x), _error(x));

    private double[] BoundTransposeTimes(double[] x) => Bound(_approximation.MagnitudesTransposeTimes(x), _errorTransposed(x));

    // Without the approximation itself.
    private double[] Error(double[] approximate, double[] error) => Sum(Array.ConvertAll(approximate, entry => entry * _relative), error);

    private double[] Bound(double[] approximate, double[] error)
    {
        var factor = 1 + _relative + (4 * (_approximation.Rows + 4) * Rounding.Unit);
        return [.. approximate.Zip(error, (a, b) => ((a * factor) + b) * (1 + (4 * Rounding.Unit)))];
    }

    private static double[] Scaled(double[] vector, double factor, double[] x)
    {
        var underflow = vector.Length * Rounding.Tiny * (1 + x.Sum());
        return Array.ConvertAll(vector, entry => (entry * factor * (1 + (4 * Rounding.Unit))) + underflow);
    }

    private static double[] Raised(double[] vector, double factor) => Array.ConvertAll(vector, entry => entry * factor);

    private static double[] Ranked(double[] scales, double factor) => Array.ConvertAll(scales, scale => scale * factor * (1 + (8 * Rounding.Unit)));

    private static double[] Sum(double[] first, double[]? second) => second is null ? first : [.. first.Zip(second, (a, b) => (a + b) * (1 + (4 * Rounding.Unit)))];

    // The exponent of the greatest entry.
    private static int Magnitude(Dense matrix)
    {
        var most = DenseVector.Greatest(matrix.Entries);
        return most == 0 ? 0 : Math.ILogB(most) + 2;
    }
}
