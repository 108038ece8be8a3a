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

    /// <summary>The matrix as doubles; null where it has none.</summary>
    internal FloatMatrix? Floats { get; init; }

    /// <summary>Its inverse; null where there is none, or none was found.</summary>
    internal CertifiedInverse? Inverse { get; init; }

    /// <summary>The proof of the greatest singular value of the equilibrated matrix; null where that is the matrix itself.</summary>
    internal SpectralNorm? EquilibratedNorm { get; init; }

    /// <summary>Analyses a matrix of known rank.</summary>
    internal static Analysis Of(Matrix matrix, int rank, DiagnoseOptions options, CancellationToken cancellation)
    {
        var floats = matrix.Rows > 0 && matrix.Columns > 0 ? FloatMatrix.Of(matrix) : null;
        var isRegular = matrix.Rows == matrix.Columns && rank == matrix.Rows && rank > 0;
        var progress = options.Progress;
        progress?.Report("verified inverse");
        var inverse = isRegular && floats is not null ? CertifiedInverse.Of(floats, Wanted(matrix.Rows, options.IsTight), cancellation) : null;
        progress?.Report("singular values");
        var conditioning = floats is null ? null : Conditioning.Of(floats, rank, inverse, cancellation);
        var ofScaled = inverse is null || inverse.Scaling.IsNone ? null : SpectralNorm.Of(inverse.Scaling.Apply(floats!.Terms[0]));
        var equilibrated = inverse is null ? default(Enclosure?) : Equilibrated(floats!, conditioning!, inverse, ofScaled);
        progress?.Report("nearest singular matrices");
        IReadOnlyList<NearestSingular> nearest = inverse is null ? [] : NearestSingular.Of(matrix, floats!, inverse, conditioning!);
        progress?.Report("matrices within the uncertainty");
        return new Analysis
        {
            Conditioning = conditioning,
            EquilibratedCondition = equilibrated,
            Nearest = nearest,
            Within = isRegular ? ComponentwiseDistance.Of(matrix, options.Uncertainty, floats, inverse, cancellation) : null,
            Floats = floats,
            Inverse = inverse,
            EquilibratedNorm = ofScaled,
        };
    }

    /// <summary>How small the norm of I - R A is wanted: more digits of large matrices take products without error, and several times as long.</summary>
    internal static double Wanted(int rows, bool isTight) => isTight || rows <= Diagnosis.MostForSpectrum ? CertifiedInverse.SevenDigits : CertifiedInverse.ThreeDigits;

    private static Enclosure Equilibrated(FloatMatrix floats, Conditioning conditioning, CertifiedInverse inverse, SpectralNorm? ofScaled)
    {
        if (inverse.Scaling.IsNone)
        {
            return conditioning.Condition2;
        }

        var scaled = inverse.Scaling.Apply(floats.Terms[0]);
        var norm = Conditioning.Widened(ofScaled!.Norm, scaled, floats.FirstError);
        var condition = norm.Times(inverse.Equilibrated().SpectralNorm);
        return condition with { Low = Math.Max(1, condition.Low) };
    }
}
