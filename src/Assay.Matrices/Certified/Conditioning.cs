using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>Singular values and condition numbers of a matrix, each enclosed for certain.</summary>
public sealed record Conditioning
{
    private Conditioning()
    {
    }

    /// <summary>All singular values in descending order; null where the matrix is too large for them.</summary>
    public required IReadOnlyList<Enclosure>? SingularValues { get; init; }

    /// <summary>The greatest singular value: the 2-norm.</summary>
    public required Enclosure SigmaMax { get; init; }

    /// <summary>The least singular value, of as many as the matrix has rows or columns, whichever are fewer: for square matrices the distance to the nearest singular one in the 2-norm.</summary>
    public required Enclosure SigmaMin { get; init; }

    /// <summary>The condition number in the 2-norm: the greatest singular value over the least.</summary>
    public required Enclosure Condition2 { get; init; }

    /// <summary>The condition number in the 1-norm; null where the matrix is not square.</summary>
    public required Enclosure? Condition1 { get; init; }

    /// <summary>The condition number in the norm for infinity; null where the matrix is not square.</summary>
    public required Enclosure? ConditionInfinity { get; init; }

    /// <summary>The decomposition on which the singular values rest; null where the matrix is too large.</summary>
    internal JacobiSvd? MatrixSvd { get; init; }

    /// <summary>That of the approximate inverse; null without one.</summary>
    internal JacobiSvd? InverseSvd { get; init; }

    /// <summary>The proof of the greatest singular value where there is no decomposition.</summary>
    internal SpectralNorm? MatrixNorm { get; init; }

    /// <summary>Encloses them.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="rank">Its exact rank.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null where the entries are too many powers of two apart for doubles, or where there are none.</returns>
    internal static Conditioning? Of(Matrix matrix, int rank, CancellationToken cancellation)
    {
        if (matrix.Rows == 0 || matrix.Columns == 0 || FloatMatrix.Of(matrix) is not { } floats)
        {
            return null;
        }

        var inverse = rank == matrix.Rows && rank == matrix.Columns ? CertifiedInverse.Of(floats, CertifiedInverse.SevenDigits, cancellation) : null;
        return Of(floats, rank, inverse, cancellation);
    }

    /// <summary>Encloses them.</summary>
    /// <param name="floats">The matrix.</param>
    /// <param name="rank">Its exact rank.</param>
    /// <param name="inverse">Its inverse, where it has one.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static Conditioning Of(FloatMatrix floats, int rank, CertifiedInverse? inverse, CancellationToken cancellation)
    {
        // The transpose has the same singular values.
        var first = floats.Terms[0];
        var tall = first.Rows >= first.Columns ? first : first.Transpose();
        var svd = tall.Columns <= Diagnosis.MostForSpectrum ? JacobiSvd.Of(tall, cancellation) : null;
        var norm = svd is null ? SpectralNorm.Of(tall) : null;
        var ofInverse = svd is null || inverse is null ? null : JacobiSvd.Of(inverse.Approximation.Scale(-inverse.Exponent), cancellation);
        var values = svd is null ? null : All(tall, floats.FirstError, rank, svd, inverse, ofInverse);
        var sigmaMax = values?[0] ?? Widened(norm!.Norm, tall, floats.FirstError);
        var sigmaMin = values?[^1] ?? new Enclosure(0, rank < tall.Columns ? 0 : sigmaMax.High);
        if (inverse is not null)
        {
            sigmaMin = sigmaMin.And(inverse.SpectralNorm.Reciprocal());
            if (values is not null)
            {
                values[^1] = sigmaMin;
            }
        }

        var isSquare = first.Rows == first.Columns;
        var infinite = new Enclosure(double.PositiveInfinity, double.PositiveInfinity);
        var isSingular = isSquare && rank < first.Rows;
        return new Conditioning
        {
            SingularValues = values is null ? null : Array.ConvertAll(values, value => value.Scale(floats.Exponent)),
            SigmaMax = sigmaMax.Scale(floats.Exponent),
            SigmaMin = sigmaMin.Scale(floats.Exponent),
            Condition2 = sigmaMin.High == 0 ? infinite : AtLeastOne(sigmaMax.Times(sigmaMin.Reciprocal())),
            Condition1 = !isSquare ? null : isSingular ? infinite : Product(Norms.ColumnSums(first), floats.FirstError, inverse?.ColumnNorm),
            ConditionInfinity = !isSquare ? null : isSingular ? infinite : Product(Norms.RowSums(first), floats.FirstError, inverse?.RowNorm),
            MatrixSvd = svd,
            InverseSvd = ofInverse,
            MatrixNorm = norm,
        };
    }

    private static Enclosure Product(Enclosure norm, double relative, Enclosure? ofInverse) =>
        AtLeastOne(Widened(norm, relative).Times(ofInverse ?? new Enclosure(0, double.PositiveInfinity)));

    private static Enclosure AtLeastOne(Enclosure condition) => condition with { Low = Math.Max(1, condition.Low) };

    private static Enclosure Widened(Enclosure norm, double relative) => relative == 0 ? norm
        : new Enclosure(norm.Low * (1 - relative) * (1 - (4 * Rounding.Unit)), norm.High * (1 + relative) * (1 + (4 * Rounding.Unit)));

    // The rounded entries can have changed the norm by that of their magnitudes.
    internal static Enclosure Widened(Enclosure norm, Dense matrix, double relative)
    {
        var change = relative == 0 ? 0 : relative * SpectralNorm.Coarse(matrix) * (1 + (8 * Rounding.Unit));
        return change == 0 ? norm : new Enclosure(Math.Max(0, Rounding.Down(norm.Low - change)), Rounding.Up(norm.High + change));
    }

    // Small ones come out of the inverse, whose greatest they are.
    private static Enclosure[] All(Dense tall, double relative, int rank, JacobiSvd svd, CertifiedInverse? inverse, JacobiSvd? svdOfInverse)
    {
        Enclosure[] values = [.. Certified.SingularValues.Of(tall, relative, svd).Select((value, i) =>
            i >= rank ? default : double.IsNaN(value.Low + value.High) ? new Enclosure(0, double.PositiveInfinity) : value)];
        if (inverse is not null && svdOfInverse is not null)
        {
            var ofInverse = Certified.SingularValues.Of(inverse.Approximation.Scale(-inverse.Exponent), inverse.RelativeError, svdOfInverse);
            for (var i = 0; i < values.Length; i++)
            {
                var other = CertifiedInverse.OfInverse(ofInverse[^(i + 1)].Scale(inverse.Exponent), inverse.Residual.SpectralNorm).Reciprocal();
                values[i] = double.IsNaN(other.Low + other.High) ? values[i] : values[i].And(other);
            }
        }

        return values;
    }
}
