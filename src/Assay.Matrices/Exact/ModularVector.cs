using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Exact;

/// <summary>Products of a matrix and a vector of whole numbers.</summary>
internal static class ModularVector
{
    // So many terms in each lane of a sum stay below 2^53 where products are below 2^47.
    private const int MostInLane = 64;
    private const int Vectors = 4;

    /// <summary>The product modulo a prime.</summary>
    /// <param name="field">The field.</param>
    /// <param name="matrix">Residues, row after row.</param>
    /// <param name="vector">Residues.</param>
    /// <param name="result">Receives the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PrimeField field, ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> result)
    {
        var most = MostInLane * (Vector512.IsHardwareAccelerated ? Vectors * Vector512<double>.Count : Vector256.IsHardwareAccelerated ? Vectors * Vector256<double>.Count : 1);
        for (var row = 0; row < result.Length; row++)
        {
            var sum = 0.0;
            for (var from = 0; from < vector.Length; from += most)
            {
                var part = Math.Min(most, vector.Length - from);
                sum = field.Reduce(sum + Dot(field, matrix.Slice((row * vector.Length) + from, part), vector.Slice(from, part)));
            }

            result[row] = sum;
        }
    }

    /// <summary>The product, where every sum of products stays below 2^53 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyExactly(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> result)
    {
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = Dot(null, matrix.Slice(row * vector.Length, vector.Length), vector);
        }
    }

    // With a field every lane is reduced before lanes are added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(PrimeField? field, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var (sum, i) = (0.0, 0);
        if (Vector512.IsHardwareAccelerated)
        {
            var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            const int Count = 8;
            for (; i <= a.Length - (Vectors * Count); i += Vectors * Count)
            {
                var at = (nuint)i;
                s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, at), Vector512.LoadUnsafe(ref right, at), s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, at + Count), Vector512.LoadUnsafe(ref right, at + Count), s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, at + (2 * Count)), Vector512.LoadUnsafe(ref right, at + (2 * Count)), s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, at + (3 * Count)), Vector512.LoadUnsafe(ref right, at + (3 * Count)), s3);
            }

            sum = field is { } modulo
                ? Vector512.Sum(modulo.Reduce(s0) + modulo.Reduce(s1) + modulo.Reduce(s2) + modulo.Reduce(s3))
                : Vector512.Sum(s0 + s1 + s2 + s3);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            const int Count = 4;
            for (; i <= a.Length - (Vectors * Count); i += Vectors * Count)
            {
                var at = (nuint)i;
                s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, at), Vector256.LoadUnsafe(ref right, at), s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, at + Count), Vector256.LoadUnsafe(ref right, at + Count), s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, at + (2 * Count)), Vector256.LoadUnsafe(ref right, at + (2 * Count)), s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left, at + (3 * Count)), Vector256.LoadUnsafe(ref right, at + (3 * Count)), s3);
            }

            sum = field is { } modulo
                ? Vector256.Sum(modulo.Reduce(s0) + modulo.Reduce(s1) + modulo.Reduce(s2) + modulo.Reduce(s3))
                : Vector256.Sum(s0 + s1 + s2 + s3);
        }

        // What is left is shorter than the vectors, or as long as a lane may be.
        var rest = 0.0;
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        return sum + (field?.Reduce(rest) ?? rest);
    }
}
