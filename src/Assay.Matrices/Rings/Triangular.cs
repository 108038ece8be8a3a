using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>Quotients by triangular matrices, where they are whole.</summary>
internal static class Triangular
{
    /// <summary>The matrix X with X T = Y, for T upper triangular.</summary>
    public static WholeMatrix DivideByUpper(WholeMatrix y, WholeMatrix upper, CancellationToken cancellation)
    {
        var x = WholeMatrix.Of(y.Rows, y.Columns, (row, column) => y[row, column]);
        for (var row = 0; row < x.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < upper.Rows; k++)
            {
                x[row, k] = Quotient(x[row, k], upper[k, k]);
                WholeMatrix.AddMultiple(x.Row(row)[(k + 1)..], -x[row, k], upper.Row(k)[(k + 1)..]);
            }
        }

        return x;
    }

    /// <summary>The matrix X with X T = Y, for T lower triangular.</summary>
    public static WholeMatrix DivideByLower(WholeMatrix y, WholeMatrix lower, CancellationToken cancellation)
    {
        var x = WholeMatrix.Of(y.Rows, y.Columns, (row, column) => y[row, column]);
        for (var row = 0; row < x.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = lower.Rows - 1; k >= 0; k--)
            {
                x[row, k] = Quotient(x[row, k], lower[k, k]);
                WholeMatrix.AddMultiple(x.Row(row)[..k], -x[row, k], lower.Row(k)[..k]);
            }
        }

        return x;
    }

    private static BigInteger Quotient(BigInteger number, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(number, divisor, out var rest);
        return rest.IsZero ? quotient : throw new InvalidOperationException("A quotient of matrices is not whole.");
    }
}
