using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// Bounds for singular values from approximations. From A V = U S + F, with v and u the norms of V^T V - I and U^T U - I: the singular
/// values of A V are those of A times factors between the roots of 1 - v and 1 + v, those of U S are the entries of S times factors
/// between the roots of 1 - u and 1 + u, and both differ by at most the norm of F (Weyl 1912).
/// </summary>
internal static class SingularValueBounds
{
    /// <summary>All singular values in descending order.</summary>
    /// <param name="matrix">A, with no fewer rows than columns.</param>
    /// <param name="node">The approximate decomposition.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MalformedReportException">It is none.</exception>
    public static Interval[] Of(ExactMatrix matrix, ReportNode node, CancellationToken cancellation)
    {
        var (rows, count) = (matrix.Rows, matrix.Columns);
        var values = node["values"].Doubles(count);
        for (var i = 0; i < count; i++)
        {
            if (!(values[i] >= 0) || (i > 0 && values[i] > values[i - 1]))
            {
                throw node["values"].Wrong("Singular values are not negative and descend.");
            }
        }

        var left = WithoutColumns(node["left"].Doubles(rows * count), values);
        var (u, right) = (ExactMatrix.Of(left, rows, count), ExactMatrix.Of(node["right"].Doubles(count * count), count, count));
        var rest = matrix.Times(right, cancellation).Minus(ScaleColumns(u, ExactMatrix.Of(values, 1, count))).SpectralUp;
        var (ofLeft, ofRight) = (FromIdentity(u, values, cancellation), FromIdentity(right, null, cancellation));
        Fraction below = Root(1 - ofLeft, 1 - ofLeft < 0), above = (1 + ofLeft).RootUp();
        Fraction least = Root(1 - ofRight, 1 - ofRight < 0), greatest = (1 + ofRight).RootUp();
        return Array.ConvertAll(values, value => new Interval(
            Fraction.Max(0, ((Fraction.Of(value) * below) - rest) / greatest).Down(),
            least.IsZero ? null : (((Fraction.Of(value) * above) + rest) / least).Up()));
    }

    /// <summary>The greatest singular value.</summary>
    /// <remarks>
    /// From c^2 I - A^T A = F^T F + Z, where F^T F has no negative eigenvalue, it is at most the root of c^2 and the norm of Z. It is no
    /// less than the length of any column, and than that to which A takes a vector of length 1.
    /// </remarks>
    /// <param name="matrix">A.</param>
    /// <param name="node">c^2, the triangle F and a vector; null for none.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MalformedReportException">The parts are not what they should be.</exception>
    public static Interval Greatest(ExactMatrix matrix, ReportNode? node, CancellationToken cancellation)
    {
        var coarse = new Interval(LongestColumn(matrix).RootDown(), matrix.SpectralUp.Up());
        if (node is null)
        {
            return coarse;
        }

        var size = matrix.Columns;
        var vector = ExactMatrix.Of(node["vector"].Doubles(size), size, 1);
        var length = SquaredLength(vector);
        var low = length.IsZero ? 0 : (SquaredLength(matrix.Times(vector, cancellation)) / length).RootDown();
        if (node.Find("factor") is not { } triangle)
        {
            return coarse.And(new Interval(low, null));
        }

        var square = Fraction.Of(node["square"].Double());
        var factor = ExactMatrix.Of(UpperHalf(triangle.Doubles(size * size), size), size, size);
        var rest = ExactMatrix.Identity(size).Times(square > 0 ? square : throw node["square"].Wrong("A square is above zero."))
            .Minus(matrix.Transpose().Times(matrix, cancellation)).Minus(factor.Transpose().Times(factor, cancellation));
        return coarse.And(new Interval(low, (square + rest.RowNorm).RootUp()));
    }

    private static Fraction Root(Fraction square, bool isNegative) => isNegative ? 0 : square.RootDown();

    private static Fraction SquaredLength(ExactMatrix vector) => vector.Scale * vector.Scale * vector.Entries.Aggregate(BigInteger.Zero, (sum, entry) => sum + (entry * entry));

    private static Fraction LongestColumn(ExactMatrix matrix)
    {
        var squares = new BigInteger[matrix.Columns];
        for (var i = 0; i < matrix.Entries.Length; i++)
        {
            squares[i % matrix.Columns] += matrix.Entries[i] * matrix.Entries[i];
        }

        return matrix.Scale * matrix.Scale * squares.Max();
    }

    // What lies below the diagonal is no part of the triangle.
    private static double[] UpperHalf(double[] entries, int size) => [.. entries.Select((entry, i) => i / size > i % size ? 0 : entry)];

    // Columns of U without a singular value count as zero.
    private static double[] WithoutColumns(double[] entries, double[] values) => [.. entries.Select((entry, i) => values[i % values.Length] == 0 ? 0 : entry)];

    private static ExactMatrix ScaleColumns(ExactMatrix matrix, ExactMatrix factors) => matrix with
    {
        Entries = [.. matrix.Entries.Select((entry, i) => entry * factors.Entries[i % matrix.Columns])],
        Scale = matrix.Scale * factors.Scale,
    };

    // The norm of Q^T Q - I, over the columns that belong to a singular value.
    private static Fraction FromIdentity(ExactMatrix columns, double[]? values, CancellationToken cancellation)
    {
        var identity = ExactMatrix.Identity(columns.Columns);
        for (var i = 0; i < columns.Columns && values is not null; i++)
        {
            identity.Entries[i * (columns.Columns + 1)] = values[i] > 0 ? 1 : 0;
        }

        return columns.Transpose().Times(columns, cancellation).Minus(identity).RowNorm;
    }
}
