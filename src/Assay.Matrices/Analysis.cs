using Assay.Matrices.Certified;
using Assay.Matrices.Distance;

namespace Assay.Matrices;

/// <summary>How near to singular a matrix is, by every measure, with what proves it.</summary>
public sealed record Analysis
{
    // Beyond, singular values take more than some seconds and memory for a dozen matrices.
    internal const int MostRows = 1500;

    private Analysis()
    {
    }

    /// <summary>Singular values and condition numbers; null where entries are too many powers of two apart for doubles.</summary>
    public required Conditioning? Conditioning { get; init; }

    /// <summary>The condition number in the 2-norm once rows and columns are multiplied by powers of two that make them about equally large; null where none is known.</summary>
    public required Enclosure? EquilibratedCondition { get; init; }

    /// <summary>Distances to the nearest singular matrix in the 1-norm, the 2-norm and the norm for infinity, of regular matrices with an inverse in doubles.</summary>
    public required IReadOnlyList<NearestSingular> Nearest { get; init; }

    /// <summary>Whether a matrix within the uncertainty of the entries is singular; null where the matrix is not square, or itself singular.</summary>
    public required ComponentwiseDistance? Within { get; init; }

    /// <summary>Analyses a matrix of known rank.</summary>
    internal static Analysis Of(Matrix matrix, int rank, Uncertainty uncertainty, CancellationToken cancellation)
    {
        var floats = matrix.Rows > 0 && matrix.Columns > 0 ? FloatMatrix.Of(matrix) : null;
        var isRegular = matrix.Rows == matrix.Columns && rank == matrix.Rows && rank > 0;
        var inverse = isRegular && floats is not null ? CertifiedInverse.Of(floats, false, cancellation) : null;
        var conditioning = floats is null ? null : Conditioning.Of(floats, rank, inverse, cancellation);
        return new Analysis
        {
            Conditioning = conditioning,
            EquilibratedCondition = floats is null || !isRegular ? null : Equilibrated(floats, conditioning!, rank, cancellation),
            Nearest = inverse is null ? [] : NearestSingular.Of(matrix, floats!, inverse, conditioning!),
            Within = isRegular ? ComponentwiseDistance.Of(matrix, uncertainty, floats, inverse, cancellation) : null,
        };
    }

    private static Enclosure? Equilibrated(FloatMatrix floats, Conditioning conditioning, int rank, CancellationToken cancellation)
    {
        var scaling = Equilibration.Of(floats.Terms[0]);
        if (Array.TrueForAll(scaling.Rows, exponent => exponent == 0) && Array.TrueForAll(scaling.Columns, exponent => exponent == 0))
        {
            return conditioning.Condition2;
        }

        var scaled = floats with { Terms = [.. floats.Terms.Select(scaling.Apply)] };
        return CertifiedInverse.Of(scaled, false, cancellation) is { } inverse ? Conditioning.Of(scaled, rank, inverse, cancellation, withSpectrum: false).Condition2 : null;
    }
}
