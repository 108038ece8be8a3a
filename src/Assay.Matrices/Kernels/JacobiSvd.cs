namespace Assay.Matrices.Kernels;

/// <summary>
/// An approximate singular value decomposition A V = U S by rotations of columns (Hestenes, Inversion of Matrices by
/// Biorthogonalization and Related Results, 1958), which finds small singular values as well as the columns allow.
/// </summary>
/// <param name="Values">The singular values, in descending order.</param>
/// <param name="Left">U, a column for each singular value; zeros where that is zero.</param>
/// <param name="Right">V, square and orthogonal.</param>
internal sealed record JacobiSvd(double[] Values, Dense Left, Dense Right)
{
    private const int MostSweeps = 40;
    private const double Unit = 1.0 / (1L << 53);

    /// <summary>Decomposes a matrix that has no fewer rows than columns.</summary>
    public static JacobiSvd Of(Dense matrix, CancellationToken cancellation = default)
    {
        // Columns lie side by side, the vector of V behind each.
        var (rows, count) = (matrix.Rows, matrix.Columns);
        var columns = new Dense(count, rows + count);
        for (var column = 0; column < count; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                columns[column, row] = matrix[row, column];
            }

            columns[column, rows + column] = 1;
        }

        var squares = new double[count];
        for (var sweep = 0; sweep < MostSweeps && Sweep(columns, rows, squares); sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return Sorted(columns, rows);
    }

    // Turns each pair of columns until they are orthogonal; whether some had to be turned.
    private static bool Sweep(Dense columns, int rows, double[] squares)
    {
        var (count, tolerance, hasTurned) = (columns.Rows, 8 * Math.Sqrt(rows) * Unit, false);
        for (var i = 0; i < count; i++)
        {
            var column = columns.Row(i)[..rows];
            squares[i] = DenseVector.Dot(column, column);
        }

        for (var i = 0; i < count - 1; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                var product = DenseVector.Dot(columns.Row(i)[..rows], columns.Row(j)[..rows]);
                if (Math.Abs(product) <= tolerance * Math.Sqrt(squares[i]) * Math.Sqrt(squares[j]))
                {
                    continue;
                }

                hasTurned = true;
                var ratio = (squares[j] - squares[i]) / (2 * product);
                var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
                var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
                DenseVector.Rotate(columns.Row(i), columns.Row(j), cosine, cosine * tangent);
                squares[i] = Math.Max(0, squares[i] - (tangent * product));
                squares[j] = Math.Max(0, squares[j] + (tangent * product));
            }
        }

        return hasTurned;
    }

    private static JacobiSvd Sorted(Dense columns, int rows)
    {
        var count = columns.Rows;
        double[] lengths = [.. Enumerable.Range(0, count).Select(i => Math.Sqrt(DenseVector.Dot(columns.Row(i)[..rows], columns.Row(i)[..rows])))];
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(i => lengths[i])];

        // What is left below a rounding of the longest column has lost its direction.
        var least = lengths.Max() * Unit;
        lengths = Array.ConvertAll(lengths, length => length <= least ? 0 : length);
        var (left, right) = (new Dense(rows, count), new Dense(count, count));
        foreach (var (place, i) in order.Index())
        {
            for (var row = 0; row < rows && lengths[i] > 0; row++)
            {
                left[row, place] = columns[i, row] / lengths[i];
            }

            for (var row = 0; row < count; row++)
            {
                right[row, place] = columns[i, rows + row];
            }
        }

        return new JacobiSvd([.. order.Select(i => lengths[i])], left, right);
    }
}
