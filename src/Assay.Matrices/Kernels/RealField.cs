using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Kernels;

/// <summary>Doubles, rounded to nearest, with the greatest entry of a column as its pivot.</summary>
internal readonly struct RealField : IField
{
    public int MostProducts => int.MaxValue;

    public int FindPivot(ReadOnlySpan<double> column)
    {
        var greatest = DenseVector.Greatest(column);
        if (greatest == 0)
        {
            return -1;
        }

        var (positive, negative) = (column.IndexOf(greatest), column.IndexOf(-greatest));
        return positive < 0 || (negative >= 0 && negative < positive) ? negative : positive;
    }

    public double Invert(double number) => 1 / number;

    public void Multiply(Span<double> row, double factor) => DenseVector.Multiply(row, factor);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SubtractMultiple(Span<double> row, double factor, ReadOnlySpan<double> other)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Vector512.FusedMultiplyAdd(Vector512.Create(-factor), Vector512.Create(other[i..]), Vector512.Create<double>(row[i..])).CopyTo(row[i..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                Vector256.FusedMultiplyAdd(Vector256.Create(-factor), Vector256.Create(other[i..]), Vector256.Create<double>(row[i..])).CopyTo(row[i..]);
            }
        }

        for (; i < row.Length; i++)
        {
            row[i] = Math.FusedMultiplyAdd(-factor, other[i], row[i]);
        }
    }

    public double Finish(double entry, double sum) => entry - sum;

    public Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum) => entry - sum;

    public Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum) => entry - sum;
}
