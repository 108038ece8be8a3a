namespace Assay.Training.Geometry;

/// <summary>All eigenvalues of a symmetric matrix: reflections make it tridiagonal (Householder 1958), then <see cref="Tridiagonal"/>.</summary>
internal static class SymmetricEigenvalues
{
    /// <summary>The eigenvalues, ascending.</summary>
    /// <param name="matrix">Its rows; only what is on and below the diagonal counts. It is destroyed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double[] Of(double[][] matrix, CancellationToken cancellation)
    {
        var size = matrix.Length;
        var (diagonal, beside, image) = (new double[size], new double[size], new double[size]);

        // From the last row upwards; what is left is the square above and before it.
        for (var last = size - 1; last > 0; last--)
        {
            cancellation.ThrowIfCancellationRequested();
            beside[last - 1] = Reflect(matrix, image, last);
        }

        for (var i = 0; i < size; i++)
        {
            diagonal[i] = matrix[i][i];
        }

        Tridiagonal.Eigenvalues(diagonal, beside, []);
        Array.Sort(diagonal);
        return diagonal;
    }

    // Takes the row but its last two entries to zero; gives what is left beside the diagonal.
    private static double Reflect(double[][] matrix, double[] image, int last)
    {
        var row = matrix[last].AsSpan(0, last);
        var length = Math.Sqrt(Dot(row, row));
        var end = row[^1];
        if (length == 0 || length == Math.Abs(end))
        {
            return end;
        }

        var target = -Math.CopySign(length, end);
        row[^1] = end - target;
        var half = -target * row[^1];

        // p = A v / h, then q = p - (v'p / 2h) v, and A becomes A - v q' - q v'.
        Array.Clear(image, 0, last);
        for (var i = 0; i < last; i++)
        {
            var own = matrix[i].AsSpan(0, i);
            image[i] += Dot(own, row[..i]) + (matrix[i][i] * row[i]);
            AddTo(image.AsSpan(0, i), row[i], own);
        }

        for (var i = 0; i < last; i++)
        {
            image[i] /= half;
        }

        AddTo(image.AsSpan(0, last), -Dot(image.AsSpan(0, last), row) / (2 * half), row);
        for (var i = 0; i < last; i++)
        {
            var own = matrix[i].AsSpan(0, i + 1);
            AddTo(own, -row[i], image.AsSpan(0, i + 1));
            AddTo(own, -image[i], row[..(i + 1)]);
        }

        return target;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => Optimizers.Flat.Dot(left, right);

    private static void AddTo(Span<double> sum, double factor, ReadOnlySpan<double> vector) => Optimizers.Flat.Along(sum, factor, vector, sum);
}
