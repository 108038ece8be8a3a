namespace Assay.Matrices.UnderTest;

/// <summary>What the usual tests for singularity say of a matrix, by our scalar algorithms in doubles.</summary>
/// <param name="IsFused">Whether products are added by fused multiply-add.</param>
/// <param name="Det">The determinant.</param>
/// <param name="Rcond">The reciprocal condition number in the 1-norm.</param>
/// <param name="Rank">The number of singular values above the usual tolerance.</param>
public sealed record UsualTests(bool IsFused, double Det, double Rcond, int Rank)
{
    /// <summary>The most rows for which they are run.</summary>
    internal const int MostRows = 100;

    /// <summary>Runs them on a square matrix, without and with fused multiply-add; none where entries are no doubles.</summary>
    internal static IReadOnlyList<UsualTests> Of(Matrix matrix)
    {
        if (matrix.Rows != matrix.Columns || matrix.Rows is 0 or > MostRows || matrix.AsDoubles() is not { } doubles)
        {
            return [];
        }

        var entries = new double[matrix.Rows, matrix.Columns];
        Buffer.BlockCopy(doubles, 0, entries, 0, doubles.Length * sizeof(double));
        return [Run(false), Run(true)];

        UsualTests Run(bool isFused)
        {
            var algorithms = new ScalarAlgorithms(isFused);
            return new UsualTests(isFused, algorithms.Det(entries), algorithms.Rcond(entries), algorithms.Rank(entries));
        }
    }
}
