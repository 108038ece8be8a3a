namespace Assay.Matrices.Rings;

/// <summary>A matrix of whole numbers whose inverse is one too.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Inverse">Its inverse.</param>
internal sealed record Unimodular(WholeMatrix Matrix, WholeMatrix Inverse)
{
    /// <summary>The unit matrix.</summary>
    public static Unimodular Identity(int size) => new(WholeMatrix.Identity(size), WholeMatrix.Identity(size));

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public Unimodular Transpose() => new(Matrix.Transpose(), Inverse.Transpose());

    /// <summary>The product.</summary>
    public Unimodular Times(Unimodular other, CancellationToken cancellation) =>
        new(Matrix.Times(other.Matrix, cancellation), other.Inverse.Times(Inverse, cancellation));

    /// <summary>The matrix in the upper left corner of a unit matrix.</summary>
    public Unimodular Extend(int size) => new(Extend(Matrix, size), Extend(Inverse, size));

    /// <summary>Whether both are inverse to each other.</summary>
    public bool IsRight(CancellationToken cancellation) => Matrix.Times(Inverse, cancellation).Equals(WholeMatrix.Identity(Matrix.Rows), 0);

    private static WholeMatrix Extend(WholeMatrix matrix, int size) =>
        WholeMatrix.Of(size, size, (row, column) => row < matrix.Rows && column < matrix.Columns ? matrix[row, column] : row == column ? 1 : 0);
}
