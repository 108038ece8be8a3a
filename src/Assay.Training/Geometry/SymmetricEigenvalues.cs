using Assay.Matrices.Kernels;

namespace Assay.Training.Geometry;

/// <summary>
/// All eigenvalues of a symmetric matrix: reflections make it tridiagonal (Householder 1958), then <see cref="Tridiagonal"/>. How far they are
/// from the true ones at most is known from what the computed reflections leave of A Q - Q T.
/// </summary>
/// <param name="Values">The eigenvalues, ascending.</param>
/// <param name="Bound">The true eigenvalue of the same place is no farther from any of them than that.</param>
internal sealed record SymmetricEigenvalues(double[] Values, double Bound)
{
    // The square of less is no normal number; what is then left out is in the bound.
    private const double LeastLength = 1e-150;

    /// <summary>The eigenvalues.</summary>
    /// <param name="matrix">Its rows, of finite numbers; only what is on and below the diagonal counts. It is destroyed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static SymmetricEigenvalues Of(double[][] matrix, CancellationToken cancellation)
    {
        var size = matrix.Length;
        var (diagonal, beside, image, halves) = (new double[size], new double[size], new double[size], new double[size]);
        var whole = Whole(matrix);

        // From the last row upwards; what is left is the square above and before it.
        for (var last = size - 1; last > 0; last--)
        {
            cancellation.ThrowIfCancellationRequested();
            (beside[last - 1], halves[last]) = Reflect(matrix, image, last);
        }

        for (var i = 0; i < size; i++)
        {
            diagonal[i] = matrix[i][i];
        }

        var tridiagonal = new TridiagonalMatrix([.. diagonal], beside[..Math.Max(0, size - 1)]);
        Tridiagonal.Eigenvalues(diagonal, beside, []);
        Array.Sort(diagonal);
        return new SymmetricEigenvalues(diagonal, EigenvalueBound.Of(whole, Reflections(matrix, halves, cancellation), tridiagonal, diagonal));
    }

    private static Dense Whole(double[][] matrix)
    {
        var whole = new Dense(matrix.Length, matrix.Length);
        for (var row = 0; row < matrix.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                whole[row, column] = whole[column, row] = matrix[row][column];
            }
        }

        return whole;
    }

    // Q, the product of the reflections, the last one first. Row k holds the vector of its reflection, which changes the first k coordinates.
    private static Dense Reflections(double[][] vectors, double[] halves, CancellationToken cancellation)
    {
        var size = vectors.Length;
        var product = new Dense(size, size);
        for (var i = 0; i < size; i++)
        {
            product[i, i] = 1;
        }

        var sums = new double[size];
        for (var last = 1; last < size; last++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (halves[last] == 0)
            {
                continue;
            }

            // Beyond that it is still the unit matrix.
            var own = sums.AsSpan(0, last);
            own.Clear();
            for (var row = 0; row < last; row++)
            {
                AddTo(own, vectors[last][row], product.Row(row)[..last]);
            }

            for (var row = 0; row < last; row++)
            {
                AddTo(product.Row(row)[..last], -vectors[last][row] / halves[last], own);
            }
        }

        return product;
    }

    // Takes the row but its last two entries to zero, and leaves the vector of the reflection there; gives what is left beside the diagonal, and half of the
    // vector's square, 0 where nothing was to be done.
    private static (double Beside, double Half) Reflect(double[][] matrix, double[] image, int last)
    {
        var row = matrix[last].AsSpan(0, last);
        var length = Math.Sqrt(Dot(row, row));
        var end = row[^1];
        if (length < LeastLength || !row[..^1].ContainsAnyExcept(0.0))
        {
            return (end, 0);
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

        return (target, half);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => Optimizers.Flat.Dot(left, right);

    private static void AddTo(Span<double> sum, double factor, ReadOnlySpan<double> vector) => Optimizers.Flat.Along(sum, factor, vector, sum);
}
