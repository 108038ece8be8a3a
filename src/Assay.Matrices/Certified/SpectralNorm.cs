using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>The greatest singular value of a matrix, enclosed.</summary>
/// <remarks>
/// From below by the length that a vector comes to. From above by a c with c^2 I - A^T A positive definite, which a Cholesky
/// factorization shows that comes to its end (Rump, Verification of Positive Definiteness, 2006).
/// </remarks>
/// <param name="Norm">The enclosure.</param>
/// <param name="Vector">A vector that the matrix makes about as long as it can.</param>
/// <param name="Square">c^2; 0 where no such c was found.</param>
/// <param name="Factor">The triangle of the factorization; null where no such c was found.</param>
internal sealed record SpectralNorm(Enclosure Norm, double[] Vector, double Square, Dense? Factor)
{
    private const double Rest = 1e-5;

    private static readonly double[] Margins = [1e-9, 1e-7, 1e-5, 1e-3, 0.1, 2, 1e4, 1e12];

    /// <summary>Encloses it.</summary>
    /// <param name="matrix">The matrix, with entries of magnitudes up to about 1.</param>
    public static SpectralNorm Of(Dense matrix)
    {
        var gram = matrix.GramUpper();
        var (value, vector) = Lanczos.Greatest(gram, Rest);
        var low = ImageDown(matrix, vector) / Rounding.LengthUp(vector);
        foreach (var margin in Margins)
        {
            var square = value * (1 + margin);
            if (square > 0 && double.IsFinite(square) && Factored(gram, square) is { } factor)
            {
                var high = Rounding.Up(Math.Sqrt(Raised(matrix, square)) * (1 + (4 * Rounding.Unit)));
                return new SpectralNorm(new Enclosure(Math.Max(0, Rounding.Down(low)), high), vector, square, factor);
            }
        }

        return new SpectralNorm(new Enclosure(Math.Max(0, Rounding.Down(low)), Coarse(matrix)), vector, 0, null);
    }

    /// <summary>No less than the greatest singular value: the root of the product of the greatest row sum and the greatest column sum.</summary>
    public static double Coarse(Dense matrix) => Math.Sqrt(Norms.RowSumUp(matrix) * Norms.ColumnSumUp(matrix)) * (1 + (4 * Rounding.Unit));

    // The triangle of c^2 I - A^T A.
    private static Dense? Factored(Dense gram, double square)
    {
        var difference = gram with { Entries = [.. gram.Entries] };
        DenseVector.Multiply(difference.Entries, -1);
        for (var i = 0; i < gram.Rows; i++)
        {
            difference[i, i] += square;
        }

        return Cholesky.Factor(difference) ? difference : null;
    }

    // What rounding in the factorization and in A^T A can have hidden; the trace of c^2 I - A^T A is at most n c^2.
    private static double Raised(Dense matrix, double square)
    {
        var size = matrix.Columns;
        var ofFactor = Rounding.Gamma(size + 4);
        var ofFactorization = ((ofFactor / (1 - ofFactor) * size) + (8 * Rounding.Unit)) * square;
        var magnitudes = matrix.MagnitudesTransposeTimes(matrix.MagnitudesTimes(Enumerable.Repeat(1.0, size).ToArray()));
        var ofGram = Rounding.Gamma(Rounding.Operations(matrix.Rows)) * Norms.Most(magnitudes) * (1 + (4 * (matrix.Rows + size) * Rounding.Unit));
        return (square + ofFactorization + ofGram + (size * (double)size * Rounding.Tiny)) * (1 + (8 * Rounding.Unit));
    }

    // No more than the length of A v.
    private static double ImageDown(Dense matrix, double[] vector)
    {
        var image = matrix.Times(vector);
        var error = Rounding.LengthUp(matrix.MagnitudesTimes(vector)) * Rounding.Gamma(2 * matrix.Columns) + (matrix.Rows * Rounding.Tiny);
        return Math.Max(0, Rounding.LengthDown(image) - (error * (1 + (8 * Rounding.Unit))));
    }
}
