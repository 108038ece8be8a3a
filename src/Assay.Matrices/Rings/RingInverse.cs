using System.Numerics;
using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Rings;

/// <summary>
/// Decides whether a square matrix of whole numbers is invertible over the whole numbers, or over those modulo any m, without
/// factors of m.
/// </summary>
/// <remarks>
/// Every inverse and every vector is multiplied out before it is returned. A matrix without rows is invertible over every ring; modulo
/// 1, where 0 = 1 is a unit, every matrix is.
/// </remarks>
internal static class RingInverse
{
    /// <summary>Decides it over the whole numbers.</summary>
    /// <exception cref="MatrixException">The matrix is not square, or an entry is a fraction.</exception>
    public static Invertibility OverIntegers(Matrix matrix, CancellationToken cancellation)
    {
        var whole = WholeEntries.OfSquare(matrix);
        return InverseCheck.Checked(whole, OverRationals(whole.Sliced(), BigInteger.Zero, cancellation), cancellation);
    }

    /// <summary>Decides it modulo a number.</summary>
    /// <exception cref="MatrixException">The matrix is not square, or an entry is a fraction.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The modulus is below 1.</exception>
    public static Invertibility Modulo(Matrix matrix, BigInteger modulus, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modulus, BigInteger.One);
        var whole = WholeEntries.OfSquare(matrix).Modulo(modulus);
        var sliced = whole.Sliced();
        var bits = (int)modulus.GetBitLength();
        var answer = modulus.IsOne ? new Invertible(modulus, 0, 0, whole.Modulo(1).Entries)
            : Field(sliced, modulus)
                ?? (bits <= WordRing.Bits ? Eliminate<WordRing, ulong>(new WordRing((ulong)modulus), whole, cancellation)
                : modulus.IsPowerOfTwo && bits - 1 <= BinaryRing.Bits ? Eliminate<BinaryRing, ulong>(new BinaryRing(bits - 1), whole, cancellation)
                : RingCost.IsLessOverRationals(sliced, bits) ? OverRationals(sliced, modulus, cancellation)
                : Eliminate<LargeRing, BigInteger>(new LargeRing(modulus), whole, cancellation));
        return InverseCheck.Checked(whole, answer, cancellation);
    }

    // Over a small field most of the work is in products of matrices of doubles; null where there is no inverse.
    private static Invertible? Field(IntegerMatrix matrix, BigInteger modulus)
    {
        if (modulus >= 1 << 24 || !PrimeNumber.Is((int)modulus) || modulus.IsEven)
        {
            return null;
        }

        var field = new PrimeField((int)modulus);
        if (Inverse<PrimeField>.Of(field, matrix.Residues(field), matrix.Rows) is not { } inverse)
        {
            return null;
        }

        var determinant = field.Determinant(new Elimination<PrimeField>(field, matrix.Residues(field), matrix.Rows, matrix.Rows));
        return new Invertible(modulus, determinant, field.Least(field.Invert(determinant)), [.. inverse.Select(entry => (BigInteger)field.Least(entry))]);
    }

    private static Invertibility Eliminate<TRing, T>(TRing ring, WholeMatrix matrix, CancellationToken cancellation)
        where TRing : struct, IResidueRing<T>
    {
        var elimination = new RingElimination<TRing, T>(ring, [.. matrix.Entries.Select(ring.Of)], matrix.Rows, cancellation);
        var determinant = ring.Value(elimination.Determinant);
        return BigInteger.GreatestCommonDivisor(determinant, ring.Modulus).IsOne
            ? new Invertible(ring.Modulus, determinant, LargeRing.Invert(determinant, ring.Modulus), [.. elimination.Inverse().Select(ring.Value)])
            : new NotInvertible(ring.Modulus, determinant, ring.Modulus, [.. elimination.ZeroDivisor().Select(ring.Value)]);
    }

    // Over the whole numbers where the modulus is 0.
    private static Invertibility OverRationals(IntegerMatrix matrix, BigInteger modulus, CancellationToken cancellation)
    {
        var whole = ExactDeterminant.Of(matrix, cancellation);
        var determinant = modulus.IsZero ? whole : LargeRing.Least(whole, modulus);
        if (whole.IsZero)
        {
            return new NotInvertible(modulus, determinant, modulus, RationalInverse.KernelVector(matrix, modulus, cancellation));
        }

        var inverse = new RationalInverse(matrix, cancellation);
        return BigInteger.GreatestCommonDivisor(whole, modulus.IsZero ? whole : modulus).IsOne
            ? new Invertible(modulus, determinant, modulus.IsZero ? whole : LargeRing.Invert(whole, modulus), inverse.Modulo(modulus))
            : inverse.ZeroDivisor(modulus, determinant);
    }
}
