using Assay.Matrices.Kernels;

namespace Assay.Matrices.UnderTest;

/// <summary>The tests for singularity that people use, as documented scalar algorithms in doubles.</summary>
/// <param name="isFused">Whether products are added by fused multiply-add.</param>
/// <remarks>They are not those of some library, which sum in other orders and may answer differently on the same matrix.</remarks>
public sealed class ScalarAlgorithms(bool isFused)
{
    private const int MostSweeps = 60;

    private readonly ScalarArithmetic _arithmetic = new(isFused);

    /// <summary>The determinant: the product of the pivots of elimination with exchange of rows.</summary>
    /// <param name="matrix">A square matrix.</param>
    public double Det(double[,] matrix) => matrix.GetLength(0) == 0 ? 1 : new ScalarLu(matrix, _arithmetic).Product();

    /// <summary>The reciprocal condition number in the 1-norm, by the explicit inverse; 0 where a pivot is zero.</summary>
    /// <param name="matrix">A square matrix.</param>
    public double Rcond(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var elimination = new ScalarLu(matrix, _arithmetic);
        if (elimination.IsSingular)
        {
            return 0;
        }

        var (norm, ofInverse) = (0.0, 0.0);
        for (var column = 0; column < size; column++)
        {
            var unit = new double[size];
            unit[column] = 1;
            var sum = 0.0;
            for (var row = 0; row < size; row++)
            {
                sum += Math.Abs(matrix[row, column]);
            }

            norm = Math.Max(norm, sum);
            sum = elimination.Solve(unit).Aggregate(0.0, (total, entry) => total + Math.Abs(entry));
            ofInverse = Math.Max(ofInverse, sum);
        }

        return 1 / (norm * ofInverse);
    }

    /// <summary>The condition number: 1 / <see cref="Rcond"/>, infinite where a pivot is zero.</summary>
    /// <param name="matrix">A square matrix.</param>
    public double Cond(double[,] matrix) => 1 / Rcond(matrix);

    /// <summary>How many singular values are above the greatest one times the greater of rows and columns times 2^-52, as <c>matrix_rank</c> has it.</summary>
    /// <param name="matrix">A matrix.</param>
    public int Rank(double[,] matrix)
    {
        var values = SingularValues(matrix);
        var tolerance = values.DefaultIfEmpty().Max() * (Math.Max(matrix.GetLength(0), matrix.GetLength(1)) * Math.ScaleB(1, -52));
        return values.Count(value => value > tolerance);
    }

    /// <summary>The singular values, by rotations of pairs of columns until they are orthogonal (Hestenes 1958), column by column, once the greatest entry is scaled near 1 by a power of two.</summary>
    /// <param name="matrix">A matrix.</param>
    public double[] SingularValues(double[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var given = new Dense([.. matrix.Cast<double>()], rows, columns);
        var exponent = given.Entries.Length == 0 ? 0 : given.Exponent;
        var a = given.Scale(-exponent).Transpose();
        var hasTurned = true;
        for (var sweep = 0; sweep < MostSweeps && hasTurned; sweep++)
        {
            hasTurned = false;
            for (var i = 0; i < columns; i++)
            {
                for (var j = i + 1; j < columns; j++)
                {
                    hasTurned |= Turn(a.Row(i), a.Row(j));
                }
            }
        }

        double[] values = [.. Enumerable.Range(0, columns).Select(i => Math.ScaleB(Math.Sqrt(Dot(a.Row(i), a.Row(i))), exponent))];
        return [.. values.OrderDescending().Take(Math.Min(rows, columns))];
    }

    private bool Turn(Span<double> left, Span<double> right)
    {
        var (ofLeft, ofRight, product) = (Dot(left, left), Dot(right, right), Dot(left, right));
        if (Math.Abs(product) <= Math.ScaleB(1, -52) * Math.Sqrt(ofLeft) * Math.Sqrt(ofRight))
        {
            return false;
        }

        var ratio = (ofRight - ofLeft) / (2 * product);
        var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(_arithmetic.Add(1, ratio, ratio)));
        var cosine = 1 / Math.Sqrt(_arithmetic.Add(1, tangent, tangent));
        var sine = cosine * tangent;
        for (var i = 0; i < left.Length; i++)
        {
            (left[i], right[i]) = (_arithmetic.Add(cosine * left[i], -sine, right[i]), _arithmetic.Add(sine * left[i], cosine, right[i]));
        }

        return true;
    }

    private double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum = _arithmetic.Add(sum, left[i], right[i]);
        }

        return sum;
    }
}
