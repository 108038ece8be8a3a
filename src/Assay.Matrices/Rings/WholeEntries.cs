using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Formats;

namespace Assay.Matrices.Rings;

/// <summary>The entries of a stored matrix, where all of them are whole.</summary>
internal static class WholeEntries
{
    /// <summary>Those of any matrix.</summary>
    /// <exception cref="MatrixException">An entry is a fraction, or there are too many entries.</exception>
    public static WholeMatrix Of(Matrix matrix)
    {
        MatrixFile.CheckSize(Place.Whole("matrix"), matrix.Rows, matrix.Columns);
        if (matrix.Sparse is not { } sparse)
        {
            return WholeMatrix.Of(matrix.Rows, matrix.Columns, (row, column) => Whole(matrix[row, column], row, column));
        }

        var whole = new WholeMatrix(new BigInteger[matrix.Rows * matrix.Columns], matrix.Rows, matrix.Columns);
        foreach (var entry in sparse)
        {
            whole[entry.Row, entry.Column] = Whole(entry.Value, entry.Row, entry.Column);
        }

        return whole;
    }

    /// <summary>Those of a square matrix.</summary>
    /// <exception cref="MatrixException">An entry is a fraction, or the matrix is not square.</exception>
    public static WholeMatrix OfSquare(Matrix matrix) => matrix.Rows == matrix.Columns
        ? Of(matrix)
        : throw new MatrixException(new Problem(
            Place.Whole("matrix"),
            $"It has {Count(matrix.Rows, "row")} and {Count(matrix.Columns, "column")}, and only a square matrix can be invertible.",
            "Give a square one, or ask for the Smith form."));

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static BigInteger Whole(Rational value, int row, int column) => value.IsWhole
        ? value.Numerator
        : throw new MatrixException(new Problem(
            Place.Whole("matrix"),
            $"The entry of row {row + 1}, column {column + 1} is {value}, which is no whole number.",
            "A ring of whole numbers needs whole entries; multiply the rows by their denominators if that is what you mean."));
}
