using System.Runtime.Intrinsics;

namespace Assay.Matrices.Kernels;

/// <summary>Doubles for symmetric definite matrices: the pivot is the one of the diagonal, and no rows are exchanged.</summary>
internal readonly struct DefiniteField : IField
{
    public int MostProducts => default(RealField).MostProducts;

    public int FindPivot(ReadOnlySpan<double> column) => column[0] > 0 ? 0 : -1;

    public double Invert(double number) => default(RealField).Invert(number);

    public void Multiply(Span<double> row, double factor) => default(RealField).Multiply(row, factor);

    public void SubtractMultiple(Span<double> row, double factor, ReadOnlySpan<double> other) => default(RealField).SubtractMultiple(row, factor, other);

    public double Finish(double entry, double sum) => entry - sum;

    public Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum) => entry - sum;

    public Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum) => entry - sum;
}
