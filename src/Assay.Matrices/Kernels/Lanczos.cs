namespace Assay.Matrices.Kernels;

/// <summary>The greatest eigenvalue of a symmetric matrix without negative ones, and its vector, approximately (Lanczos 1950).</summary>
internal static class Lanczos
{
    private const int Step = 6;
    private const int Most = 120;

    /// <summary>Runs until the vector is nearly one of the matrix.</summary>
    /// <param name="matrix">The matrix, of which only the upper half is read.</param>
    /// <param name="tolerance">How long the rest may be, relative to the eigenvalue.</param>
    public static (double Value, double[] Vector) Greatest(Dense matrix, double tolerance)
    {
        var random = new Random(1);
        List<double[]> basis = [Normalized([.. Enumerable.Range(0, matrix.Rows).Select(_ => 0.5 + random.NextDouble())])];
        List<double> diagonal = [], beside = [];
        while (true)
        {
            var next = matrix.SymmetricTimes(basis[^1]);
            diagonal.Add(DenseVector.Dot(next, basis[^1]));

            // Twice is enough to make it orthogonal to all before.
            foreach (var vector in basis.Concat(basis))
            {
                DenseVector.AddMultiple(next, -DenseVector.Dot(vector, next), vector);
            }

            var rest = Math.Sqrt(DenseVector.Dot(next, next));
            var isLast = basis.Count == Math.Min(Most, matrix.Rows) || rest <= 1e-14 * diagonal[0];
            if (isLast || basis.Count % Step == 0)
            {
                var (value, vector) = Ritz(diagonal, beside);
                if (isLast || rest * Math.Abs(vector[^1]) <= tolerance * value)
                {
                    return (value, Combine(basis, vector));
                }
            }

            beside.Add(rest);
            basis.Add(Normalized(next));
        }
    }

    private static (double Value, double[] Vector) Ritz(List<double> diagonal, List<double> beside)
    {
        var small = new Dense(diagonal.Count, diagonal.Count);
        for (var i = 0; i < diagonal.Count; i++)
        {
            small[i, i] = diagonal[i];
            if (i > 0)
            {
                (small[i, i - 1], small[i - 1, i]) = (beside[i - 1], beside[i - 1]);
            }
        }

        var decomposition = JacobiSvd.Of(small);
        return (decomposition.Values[0], [.. Enumerable.Range(0, diagonal.Count).Select(i => decomposition.Right[i, 0])]);
    }

    private static double[] Combine(List<double[]> basis, double[] factors)
    {
        var sum = new double[basis[0].Length];
        foreach (var (vector, factor) in basis.Zip(factors))
        {
            DenseVector.AddMultiple(sum, factor, vector);
        }

        return Normalized(sum);
    }

    private static double[] Normalized(double[] vector)
    {
        var length = Math.Sqrt(DenseVector.Dot(vector, vector));
        return length > 0 ? Array.ConvertAll(vector, entry => entry / length) : vector;
    }
}
