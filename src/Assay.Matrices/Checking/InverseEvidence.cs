namespace Assay.Matrices.Checking;

/// <summary>An approximate inverse R of a matrix A with I - R A, exactly.</summary>
internal sealed class InverseEvidence
{
    private const int MostTerms = 64;

    private readonly Lazy<(Fraction Rows, Fraction Columns, Fraction Spectral)> _errors;

    private InverseEvidence(ExactMatrix inverse, ExactMatrix error)
    {
        (Inverse, Error) = (inverse, error);
        _errors = new(() => (Error.RowNorm.Up(), Error.ColumnNorm.Up(), Error.SpectralUp.Up()));
    }

    /// <summary>R.</summary>
    public ExactMatrix Inverse { get; }

    /// <summary>I - R A.</summary>
    public ExactMatrix Error { get; }

    /// <summary>The norm of the inverse for infinity.</summary>
    public Interval RowNorm => OfInverse(Exactly(Inverse.RowNorm), _errors.Value.Rows);

    /// <summary>The 1-norm of the inverse.</summary>
    public Interval ColumnNorm => OfInverse(Exactly(Inverse.ColumnNorm), _errors.Value.Columns);

    /// <summary>Reads the terms of R and multiplies.</summary>
    /// <param name="terms">The terms, of which R is the sum.</param>
    /// <param name="matrix">A, square.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MalformedReportException">They are not matrices of that size.</exception>
    public static InverseEvidence Read(ReportNode terms, ExactMatrix matrix, CancellationToken cancellation)
    {
        var size = matrix.Rows == matrix.Columns ? matrix.Rows : throw terms.Wrong("The matrix is not square.");
        var items = terms.Items();
        if (items.Count is 0 or > MostTerms)
        {
            throw terms.Wrong(FormattableString.Invariant($"From 1 to {MostTerms} terms are expected."));
        }

        var inverse = items.Select(item => ExactMatrix.Of(item["doubles"].Doubles(size * size), size, size)).Aggregate((sum, term) => sum.Plus(term));
        return new InverseEvidence(inverse, ExactMatrix.Identity(size).Minus(inverse.Times(matrix, cancellation)));
    }

    /// <summary>The same of the matrix with rows and columns multiplied by powers of two.</summary>
    public InverseEvidence Scaled(int[] rows, int[] columns)
    {
        int[] Opposite(int[] exponents) => Array.ConvertAll(exponents, exponent => -exponent);
        return new InverseEvidence(Inverse.ScaleLines(Opposite(columns), Opposite(rows)), Error.ScaleLines(Opposite(columns), columns));
    }

    /// <summary>A singular value of the inverse from that of R: R = (I - E) B for the inverse B, so that they differ by a factor from 1 - |E| to 1 + |E|.</summary>
    public Interval OfInverse(Interval ofApproximation) => OfInverse(ofApproximation, _errors.Value.Spectral);

    private static Interval Exactly(Fraction value) => new(value.Down(), value.Up());

    private static Interval OfInverse(Interval ofApproximation, Fraction error) =>
        new((ofApproximation.Low / (1 + error)).Down(), error < 1 && ofApproximation.High is { } high ? (high / (1 - error)).Up() : null);
}
