using System.Runtime.CompilerServices;

namespace Assay.Matrices.Kernels;

/// <summary>The upper triangle R with R^T R = B of a symmetric positive definite matrix, which takes the place of its upper half.</summary>
/// <remarks>Recursive, by substitution and products of matrices, so that the usual bounds of its errors hold in any order of sums.</remarks>
internal sealed class Cholesky
{
    private const int Low = 16;
    private const int Panel = 192;

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
        Eliminate(from, middle, middle, to, middle, to);
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
            Eliminate(first, middle, middle, last, from, to);
            Solve(middle, last, from, to);
            return;
        }

        for (var row = first; row < last; row++)
        {
            var entries = _matrix.Row(row)[from..to];
            for (var k = first; k < row; k++)
            {
                default(RealField).SubtractMultiple(entries, _matrix[k, row], _matrix.Row(k)[from..to]);
            }

            var root = _matrix[row, row];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] /= root;
            }
        }
    }

    // Subtracts from rows what some pivots make of them; below the diagonal nothing has to be right.
    private void Eliminate(int first, int last, int top, int bottom, int from, int to)
    {
        var multipliers = new Dense(bottom - top, last - first);
        for (var k = first; k < last; k++)
        {
            for (var row = top; row < bottom; row++)
            {
                multipliers[row - top, k - first] = _matrix[k, row];
            }
        }

        for (var row = top; row < bottom; row += Panel)
        {
            var left = Math.Max(row, from);
            Gemm<RealField>.Update(
                default, multipliers.Block.At(row - top, 0), null, _matrix.Block.At(first, left), _matrix.Block.At(row, left), Math.Min(Panel, bottom - row), last - first, to - left);
        }
    }
}
