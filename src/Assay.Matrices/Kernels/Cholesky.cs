using System.Runtime.CompilerServices;

namespace Assay.Matrices.Kernels;

/// <summary>The upper triangle R with R^T R = B of a symmetric positive definite matrix, which takes the place of its upper half.</summary>
/// <remarks>Recursive, by substitution and products of matrices, so that the usual bounds of its errors hold in any order of sums.</remarks>
internal sealed class Cholesky
{
    private const int Low = 16;

    private readonly Dense _matrix;

    private Cholesky(Dense matrix) => _matrix = matrix;

    /// <summary>Factors; false where a pivot is not positive.</summary>
    /// <param name="matrix">The matrix, of which only the upper half is read; overwritten.</param>
    public static bool Factor(Dense matrix) => new Cholesky(matrix).Factor(0, matrix.Rows);

    private bool Factor(int from, int to)
    {
        if (to - from <= Low)
        {
            return FactorLow(from, to);
        }

        var middle = (from + to) / 2;
        if (!Factor(from, middle))
        {
            return false;
        }

        Solve(from, middle, middle, to);
        Gemm<RealField>.UpdateUpper(
            default, _matrix.Block.At(from, middle), _matrix.Block.At(from, middle), _matrix.Block.At(middle, middle), to - middle, middle - from);
        return Factor(middle, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FactorLow(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            var pivot = _matrix[k, k];
            if (!(pivot > 0))
            {
                return false;
            }

            var root = Math.Sqrt(pivot);
            _matrix[k, k] = root;
            for (var column = k + 1; column < to; column++)
            {
                _matrix[k, column] /= root;
            }

            for (var row = k + 1; row < to; row++)
            {
                for (var column = row; column < to; column++)
                {
                    _matrix[row, column] -= _matrix[k, row] * _matrix[k, column];
                }
            }
        }

        return true;
    }

    // The rows of some pivots in later columns, by substitution.
    private void Solve(int first, int last, int from, int to)
    {
        if (last - first > Low)
        {
            var middle = (first + last) / 2;
            Solve(first, middle, from, to);
            Gemm<RealField>.UpdateTransposed(
                default, _matrix.Block.At(first, middle), _matrix.Block.At(first, from), _matrix.Block.At(middle, from), last - middle, middle - first, to - from);
            Solve(middle, last, from, to);
            return;
        }

        Span<int> starts = stackalloc int[Low];
        Span<double> factors = stackalloc double[Low];
        for (var row = first; row < last; row++)
        {
            var entries = _matrix.Row(row)[from..to];
            var count = row - first;
            for (var k = 0; k < count; k++)
            {
                factors[k] = _matrix[first + k, row];
            }

            Combination.Apply(default(RealField), entries, factors[..count], _matrix.Entries, starts);
            DenseVector.Divide(entries, _matrix[row, row]);
            starts[count] = (row * _matrix.Columns) + from;
        }
    }
}
