using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>An approximate inverse R with a proof that the matrix is regular: the norm of I - R A is below 1.</summary>
/// <remarks>
/// Where doubles do not suffice, the approximate inverse is multiplied by the inverse of R A, again and again, and held as a sum of
/// matrices (Rump, Inversion of Extremely Ill-Conditioned Matrices in Floating-Point, 2009).
/// </remarks>
internal sealed class CertifiedInverse
{
    /// <summary>The norm of I - R A with which norms of the inverse are known to seven digits.</summary>
    public const double SevenDigits = 1e-7;

    /// <summary>That for three digits.</summary>
    public const double ThreeDigits = 1e-3;

    /// <summary>The greatest that counts as a proof of regularity.</summary>
    public const double Below = 0.25;

    // Its square is far below what is small.
    private const double Near = 1e-4;
    private const int MostTerms = 12;

    // So many units of rounding that a determinant of random changes is hardly ever zero.
    private const double Shake = 4096 * Rounding.Unit;
    private const int BitsOfTerm = 45;
    private const int SpareBits = 40;

    private readonly Lazy<Dense> _scaled;
    private readonly Lazy<SpectralNorm> _spectral;

    private CertifiedInverse(IReadOnlyList<Dense> terms, Residual residual, Equilibration scaling)
    {
        (Terms, Approximation, Residual, Scaling) = (terms, terms.Count == 1 ? terms[0] : Sum(terms), residual, scaling);
        Exponent = Approximation.Exponent;
        RelativeError = terms.Count > 1 ? 8 * Rounding.Unit : 0;
        _scaled = new(() => Approximation.Scale(-Exponent));
        _spectral = new(() => Certified.SpectralNorm.Of(_scaled.Value));
    }

    /// <summary>The terms of which R is the sum, each far smaller than the one before.</summary>
    public IReadOnlyList<Dense> Terms { get; }

    /// <summary>R, as doubles.</summary>
    public Dense Approximation { get; }

    /// <summary>The relative error of each entry of <see cref="Approximation"/>, as a value of R.</summary>
    public double RelativeError { get; }

    /// <summary>I - R A.</summary>
    public Residual Residual { get; }

    /// <summary>The norm of the inverse for infinity: its greatest row sum.</summary>
    public Enclosure RowNorm => OfInverse(Widened(Norms.RowSums(Approximation)), Residual.RowNorm);

    /// <summary>The 1-norm of the inverse: its greatest column sum.</summary>
    public Enclosure ColumnNorm => OfInverse(Widened(Norms.ColumnSums(Approximation)), Residual.ColumnNorm);

    /// <summary>The powers of two by which rows and columns were multiplied on the way.</summary>
    public Equilibration Scaling { get; }

    /// <summary>An exponent beyond all entries of R.</summary>
    public int Exponent { get; }

    /// <summary>The 2-norm of R times two to <see cref="Exponent"/> below zero.</summary>
    public SpectralNorm Spectral => _spectral.Value;

    /// <summary>The 2-norm of the inverse: 1 over the least singular value of the matrix.</summary>
    public Enclosure SpectralNorm => OfInverse(Conditioning.Widened(Spectral.Norm, _scaled.Value, RelativeError).Scale(Exponent), Residual.SpectralNorm);

    /// <summary>A vector that the inverse makes about as long as it can.</summary>
    public double[] Direction => Spectral.Vector;

    /// <summary>The inverse of the matrix with rows and columns multiplied by <see cref="Scaling"/>.</summary>
    public CertifiedInverse Equilibrated() => new([.. Terms.Select(Scaling.Undo)], Residual.WithoutWeights(), Scaling.Inverse());

    /// <summary>Inverts; null where the matrix is singular, or too near to it.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="wanted">How small the norm of I - R A has to be, where more work makes it smaller; up to <see cref="Below"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public static CertifiedInverse? Of(FloatMatrix matrix, double wanted, CancellationToken cancellation)
    {
        var scaling = Equilibration.Of(matrix.Terms[0]);
        Dense[] scaled = [.. matrix.Terms.Select(scaling.Apply)];
        double[] weights = Array.ConvertAll(scaling.Columns, exponent => Math.ScaleB(1, exponent));
        var inverse = Invert(scaled[0]);
        var rounded = Residual.Rounded(inverse, scaled[0], matrix.FirstError, weights);
        var result = IsBelow(rounded, wanted)
            ? new CertifiedInverse([scaling.ApplyToInverse(inverse)], rounded, scaling)
            : Refine(scaled, matrix.RelativeError, scaling, weights, inverse, IsBelow(rounded, Below), wanted, cancellation);

        // That of the scaled matrix can be in the range of doubles, and that of the matrix beyond.
        return result is not null && Array.TrueForAll(result.Approximation.Entries, double.IsFinite) ? result : null;
    }

    private static CertifiedInverse? Refine(
        Dense[] matrix, double relative, Equilibration scaling, double[] weights, Dense inverse, bool isNear, double wanted, CancellationToken cancellation)
    {
        var (size, random) = (inverse.Rows, new Random(2));
        List<Dense> terms = [isNear ? inverse : Shaken(inverse, random)];
        CertifiedInverse? best = null;
        for (var count = 1; count <= MostTerms; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Residual.Sliced(terms, matrix, relative, weights, SpareBits + scaling.Spread, cancellation) is not { } residual)
            {
                return best;
            }

            if (IsBelow(residual, Below) && !(best?.Residual.SpectralNorm <= residual.SpectralNorm))
            {
                best = new CertifiedInverse([.. terms.Select(scaling.ApplyToInverse)], residual, scaling);
            }

            if (count == 1 && !IsBelow(residual, wanted) && IsBelow(residual, Near) && residual.Corrected(terms[0], matrix[0]) is var corrected && IsBelow(corrected, wanted))
            {
                return new CertifiedInverse([.. new[] { terms[0], residual.Approximation.Times(terms[0]) }.Select(scaling.ApplyToInverse)], corrected, scaling);
            }

            if (IsBelow(residual, wanted) || !residual.Approximation.Entries.All(double.IsFinite))
            {
                return best;
            }

            var product = new Dense([.. residual.Approximation.Entries.Select(entry => -entry)], size, size);
            for (var i = 0; i < size; i++)
            {
                product[i, i] += 1;
            }

            terms = [.. SlicedProduct.Of([Shaken(Invert(product), random)], terms, (BitsOfTerm * (count + 1)) + SpareBits, cancellation).Expand(count + 1)];
        }

        return best;
    }

    /// <summary>A norm or singular value of the inverse from that of R, which differs by a factor from 1 / (1 + d) to 1 / (1 - d), where d is the norm of I - R A; from 1 on that bounds nothing above.</summary>
    public static Enclosure OfInverse(Enclosure ofApproximation, double residual) => new(
        ofApproximation.Low / (1 + residual) * (1 - (8 * Rounding.Unit)),
        residual < 1 ? ofApproximation.High / (1 - residual) * (1 + (8 * Rounding.Unit)) : double.PositiveInfinity);

    // Sums of magnitudes are as near as their terms; 2-norms and singular values are not.
    private Enclosure Widened(Enclosure sum) => new(
        sum.Low * (1 - RelativeError) * (1 - (4 * Rounding.Unit)), sum.High * (1 + RelativeError) * (1 + (4 * Rounding.Unit)));

    private static bool IsBelow(Residual residual, double most) => residual.RowNorm < most && residual.ColumnNorm < most;

    // Where doubles meet a zero pivot, entries are changed a little: the result only has to be near.
    private static Dense Invert(Dense matrix)
    {
        var random = new Random(1);
        var entries = matrix.Entries;
        for (var change = 4 * Rounding.Unit; ; change *= 16)
        {
            if (Inverse<RealField>.Of(default, entries, matrix.Rows) is { } inverse && AreFinite(inverse))
            {
                return new Dense(inverse, matrix.Rows, matrix.Rows);
            }

            var scale = Math.Max(Rounding.Tiny, entries.Max(Math.Abs)) * change / matrix.Rows;
            entries = Array.ConvertAll(matrix.Entries, entry => (entry * (1 + (change * ((2 * random.NextDouble()) - 1)))) + (scale * ((2 * random.NextDouble()) - 1)));
        }
    }

    private static bool AreFinite(double[] entries)
    {
        foreach (var entry in entries)
        {
            if (!double.IsFinite(entry))
            {
                return false;
            }
        }

        return true;
    }

    // An inverse of a nearly singular matrix is nearly of rank 1, and by bad luck singular: then no product with it ever gets better.
    private static Dense Shaken(Dense inverse, Random random) =>
        inverse with { Entries = Array.ConvertAll(inverse.Entries, entry => entry * (1 + (Shake * random.NextDouble()))) };

    private static Dense Sum(IReadOnlyList<Dense> terms)
    {
        var sum = new Dense([.. terms[^1].Entries], terms[0].Rows, terms[0].Columns);
        for (var k = terms.Count - 2; k >= 0; k--)
        {
            for (var i = 0; i < sum.Entries.Length; i++)
            {
                sum.Entries[i] += terms[k].Entries[i];
            }
        }

        return sum;
    }
}
