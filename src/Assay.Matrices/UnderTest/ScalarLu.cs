namespace Assay.Matrices.UnderTest;

/// <summary>
/// The textbook's elimination in doubles: the greatest entry of a column is its pivot, the first of equal ones; rows are updated from left to
/// right (Golub and Van Loan, Matrix Computations, Algorithm 3.4.1). Not that of some library: these sum in other orders.
/// </summary>
internal sealed class ScalarLu
{
    private readonly double[,] _entries;
    private readonly int[] _order;
    private readonly ScalarArithmetic _arithmetic;
    private double _sign = 1;

    /// <summary>Eliminates.</summary>
    public ScalarLu(double[,] matrix, ScalarArithmetic arithmetic)
    {
        (_entries, _arithmetic, Size) = ((double[,])matrix.Clone(), arithmetic, matrix.GetLength(0));
        _order = [.. Enumerable.Range(0, Size)];
        for (var k = 0; k < Size; k++)
        {
            var pivot = k;
            for (var row = k + 1; row < Size; row++)
            {
                pivot = Math.Abs(_entries[row, k]) > Math.Abs(_entries[pivot, k]) ? row : pivot;
            }

            Exchange(k, pivot);
            if (_entries[k, k] == 0)
            {
                IsSingular = true;
                continue;
            }

            for (var row = k + 1; row < Size; row++)
            {
                _entries[row, k] /= _entries[k, k];
                for (var column = k + 1; column < Size; column++)
                {
                    _entries[row, column] = arithmetic.Add(_entries[row, column], -_entries[row, k], _entries[k, column]);
                }
            }
        }
    }

    /// <summary>The number of rows.</summary>
    public int Size { get; }

    /// <summary>Whether a pivot is zero.</summary>
    public bool IsSingular { get; private set; }

    /// <summary>The product of the pivots, from the first on, with the sign of the exchanges.</summary>
    public double Product()
    {
        var product = _sign;
        for (var k = 0; k < Size; k++)
        {
            product *= _entries[k, k];
        }

        return product;
    }

    /// <summary>The solution of A x = b, by substitution.</summary>
    public double[] Solve(double[] right)
    {
        double[] solution = [.. _order.Select(row => right[row])];
        for (var row = 0; row < Size; row++)
        {
            for (var k = 0; k < row; k++)
            {
                solution[row] = _arithmetic.Add(solution[row], -_entries[row, k], solution[k]);
            }
        }

        for (var row = Size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < Size; k++)
            {
                solution[row] = _arithmetic.Add(solution[row], -_entries[row, k], solution[k]);
            }

            solution[row] /= _entries[row, row];
        }

        return solution;
    }

    private void Exchange(int a, int b)
    {
        if (a == b)
        {
            return;
        }

        _sign = -_sign;
        (_order[a], _order[b]) = (_order[b], _order[a]);
        for (var column = 0; column < Size; column++)
        {
            (_entries[a, column], _entries[b, column]) = (_entries[b, column], _entries[a, column]);
        }
    }
}
