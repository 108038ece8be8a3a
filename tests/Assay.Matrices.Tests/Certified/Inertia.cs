using System.Numerics;

namespace Assay.Matrices.Tests.Certified;

/// <summary>Counts singular values below a number, exactly: by the signs of the pivots of A^T A - t^2 I (Sylvester 1852).</summary>
internal static class Inertia
{
    /// <summary>How many singular values are below t; null where a pivot is zero, so that t is one of a minor.</summary>
    public static int? Below(Rational[,] matrix, double t)
    {
        var size = matrix.GetLength(1);
        var square = Rational.Of(t) * Rational.Of(t);
        var a = new Rational[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var sum = i == j ? Rational.Of(BigInteger.Zero) - square : Rational.Of(BigInteger.Zero);
                for (var row = 0; row < matrix.GetLength(0); row++)
                {
                    sum += matrix[row, i] * matrix[row, j];
                }

                a[i, j] = sum;
            }
        }

        var negative = 0;
        for (var k = 0; k < size; k++)
        {
            if (a[k, k].Numerator.IsZero)
            {
                return null;
            }

            negative += a[k, k].Numerator.Sign < 0 ? 1 : 0;
            for (var i = k + 1; i < size; i++)
            {
                var factor = a[i, k] / a[k, k];
                for (var j = k + 1; j < size; j++)
                {
                    a[i, j] -= factor * a[k, j];
                }
            }
        }

        return negative;
    }
}
