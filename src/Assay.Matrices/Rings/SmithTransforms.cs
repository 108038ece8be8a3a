using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>
/// What proves a Smith form by products of whole numbers alone: U A V = D for the diagonal matrix D of the invariant factors, and
/// inverses of U and V.
/// </summary>
/// <param name="Left">U.</param>
/// <param name="Right">V.</param>
internal sealed record SmithTransforms(Unimodular Left, Unimodular Right)
{
    /// <summary>The invariant factors and the transforms.</summary>
    public static (IReadOnlyList<BigInteger> Factors, SmithTransforms Transforms) Of(WholeMatrix matrix, CancellationToken cancellation)
    {
        var rank = ExactRank.Of(matrix.Sliced(), cancellation);
        var right = RankCompression.OfColumns(matrix, rank.Rows, rank.Columns, cancellation);
        var columns = Corner(matrix.Times(right.Matrix, cancellation), matrix.Rows, rank.Rank);
        int[] all = [.. Enumerable.Range(0, rank.Rank)];
        var left = RankCompression.OfColumns(columns.Transpose(), all, rank.Rows, cancellation).Transpose();
        var core = Corner(left.Matrix.Times(columns, cancellation), rank.Rank, rank.Rank);
        var (factors, transforms) = SmithDiagonal.Of(core, cancellation);
        var found = new SmithTransforms(
            transforms.Left.Extend(matrix.Rows).Times(left, cancellation),
            right.Times(transforms.Right.Extend(matrix.Columns), cancellation));
        return found.Prove(matrix, factors, cancellation) ? (factors, found) : throw new InvalidOperationException("The transforms of a Smith form are wrong.");
    }

    /// <summary>Whether they prove that a matrix has these invariant factors.</summary>
    public bool Prove(WholeMatrix matrix, IReadOnlyList<BigInteger> factors, CancellationToken cancellation)
    {
        var diagonal = WholeMatrix.Of(matrix.Rows, matrix.Columns, (row, column) => row == column && row < factors.Count ? factors[row] : 0);
        return factors.All(factor => factor.Sign > 0) && factors.Zip(factors.Skip(1)).All(pair => (pair.Second % pair.First).IsZero)
            && Left.IsRight(cancellation) && Right.IsRight(cancellation)
            && Left.Matrix.Times(matrix, cancellation).Times(Right.Matrix, cancellation).Equals(diagonal, 0);
    }

    private static WholeMatrix Corner(WholeMatrix matrix, int rows, int columns) => WholeMatrix.Of(rows, columns, (row, column) => matrix[row, column]);
}
