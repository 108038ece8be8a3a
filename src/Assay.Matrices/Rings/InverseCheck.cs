using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>Multiplies out what proves that a matrix has an inverse over a ring, or none.</summary>
internal static class InverseCheck
{
    /// <summary>The answer, after its check.</summary>
    /// <exception cref="InvalidOperationException">It is wrong.</exception>
    public static Invertibility Checked(WholeMatrix matrix, Invertibility answer, CancellationToken cancellation) => answer switch
    {
        Invertible found when IsInverse(matrix, found, cancellation) => answer,
        NotInvertible found when IsZeroDivisor(matrix, found, cancellation) => answer,
        _ => throw new InvalidOperationException("The answer about an inverse is wrong."),
    };

    private static bool IsInverse(WholeMatrix matrix, Invertible answer, CancellationToken cancellation)
    {
        var modulus = answer.Modulus;
        var unit = (answer.Determinant * answer.DeterminantInverse) - 1;
        if (modulus.IsZero ? !unit.IsZero : !(unit % modulus).IsZero)
        {
            return false;
        }

        var inverse = new WholeMatrix([.. answer.Inverse], matrix.Rows, matrix.Columns);
        var bits = (int)modulus.GetBitLength();
        return bits is > 0 and <= WordRing.Bits ? IsInverse(new WordRing((ulong)modulus), matrix, inverse, cancellation)
            : modulus.IsPowerOfTwo && bits - 1 <= BinaryRing.Bits ? IsInverse(new BinaryRing(bits - 1), matrix, inverse, cancellation)
            : matrix.Times(inverse, cancellation).Equals(WholeMatrix.Identity(matrix.Rows), modulus);
    }

    private static bool IsInverse<TRing>(TRing ring, WholeMatrix matrix, WholeMatrix inverse, CancellationToken cancellation)
        where TRing : struct, IResidueRing<ulong>
    {
        var size = matrix.Rows;
        ulong[] right = [.. inverse.Entries.Select(ring.Of)];
        for (var row = 0; row < size; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sum = new ulong[size];
            sum[row] = ring.Of(-1);
            for (var k = 0; k < size; k++)
            {
                ring.Add(sum, ring.Of(matrix[row, k]), right.AsSpan(k * size, size));
            }

            if (sum.AsSpan().ContainsAnyExcept(0UL))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsZeroDivisor(WholeMatrix matrix, NotInvertible answer, CancellationToken cancellation)
    {
        bool IsZero(BigInteger number) => answer.Divisor.IsZero ? number.IsZero : (number % answer.Divisor).IsZero;
        return !answer.Vector.All(IsZero) && matrix.Times(new WholeMatrix([.. answer.Vector], matrix.Columns, 1), cancellation).Entries.All(IsZero)
            && (answer.Modulus.IsZero ? IsZero(answer.Determinant) : answer.Divisor == answer.Modulus);
    }
}
