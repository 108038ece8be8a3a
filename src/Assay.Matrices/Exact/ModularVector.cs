using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Exact;

/// <summary>
/// Products of a matrix and a vector of whole numbers; those of the matrix are at most 2^24 in magnitude, and stored as floats, since
/// reading them takes most of the time.
/// </summary>
internal static class ModularVector
{
    // So many terms in each lane of the sum of all vectors stay below 2^53, as products are below 2^47.
    private const int MostInLane = 64;
    private const int Vectors = 4;
    private const int Rows = 4;

    /// <summary>The product modulo a prime.</summary>
    /// <param name="field">The field.</param>
    /// <param name="matrix">Residues, row after row.</param>
    /// <param name="vector">Residues.</param>
    /// <param name="result">Receives the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PrimeField field, ReadOnlySpan<float> matrix, ReadOnlySpan<double> vector, Span<double> result)
    {
        var first = 0;
        for (; Vector512.IsHardwareAccelerated && vector.Length > 0 && first <= result.Length - Rows; first += Rows)
        {
            MultiplyRows(field, matrix.Slice(first * vector.Length, Rows * vector.Length), vector, result.Slice(first, Rows));
        }

        for (var row = first; row < result.Length; row++)
        {
            result[row] = Dot(field, matrix.Slice(row * vector.Length, vector.Length), vector);
        }
    }

    // Some rows at once, so that the vector is loaded once for all of them, and their chains of additions overlap.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows(PrimeField field, ReadOnlySpan<float> rows, ReadOnlySpan<double> vector, Span<double> result)
    {
        const int Count = 8;
        ref var a0 = ref MemoryMarshal.GetReference(rows);
        ref var a1 = ref Unsafe.Add(ref a0, vector.Length);
        ref var a2 = ref Unsafe.Add(ref a1, vector.Length);
        ref var a3 = ref Unsafe.Add(ref a2, vector.Length);
        ref var b = ref MemoryMarshal.GetReference(vector);
        result.Clear();
        var whole = vector.Length / Count * Count;
        for (var from = 0; from < whole; from += MostInLane * Count)
        {
            var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = from; i < Math.Min(whole, from + (MostInLane * Count)); i += Count)
            {
                var factor = Vector512.LoadUnsafe(ref b, (nuint)i);
                s0 = Vector512.FusedMultiplyAdd(Load512(ref a0, (nuint)i), factor, s0);
                s1 = Vector512.FusedMultiplyAdd(Load512(ref a1, (nuint)i), factor, s1);
                s2 = Vector512.FusedMultiplyAdd(Load512(ref a2, (nuint)i), factor, s2);
                s3 = Vector512.FusedMultiplyAdd(Load512(ref a3, (nuint)i), factor, s3);
            }

            result[0] += Vector512.Sum(field.Reduce(s0));
            result[1] += Vector512.Sum(field.Reduce(s1));
            result[2] += Vector512.Sum(field.Reduce(s2));
            result[3] += Vector512.Sum(field.Reduce(s3));
        }

        // Fewer products than a lane may have.
        for (var row = 0; row < Rows; row++)
        {
            var rest = 0.0;
            for (var i = whole; i < vector.Length; i++)
            {
                rest += (double)rows[(row * vector.Length) + i] * vector[i];
            }

            result[row] = field.Reduce(result[row] + field.Reduce(rest));
        }
    }

    /// <summary>The sum of products modulo a prime.</summary>
    /// <param name="field">The field.</param>
    /// <param name="a">Residues.</param>
    /// <param name="b">As many residues.</param>
    public static double Dot(PrimeField field, ReadOnlySpan<float> a, ReadOnlySpan<double> b)
    {
        var most = MostInLane * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256.IsHardwareAccelerated ? Vector256<double>.Count : 1);
        var sum = 0.0;
        for (var from = 0; from < b.Length; from += most)
        {
            var part = Math.Min(most, b.Length - from);
            sum = field.Reduce(sum + Part(field, a.Slice(from, part), b.Slice(from, part)));
        }

        return sum;
    }

    /// <summary>The product, where every sum of products stays below 2^53 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyExactly(ReadOnlySpan<float> matrix, ReadOnlySpan<double> vector, Span<double> result)
    {
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = Part(null, matrix.Slice(row * vector.Length, vector.Length), vector);
        }
    }

    // With a field lanes are reduced before they are added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Part(PrimeField? field, ReadOnlySpan<float> a, ReadOnlySpan<double> b)
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
                s0 = Vector512.FusedMultiplyAdd(Load512(ref left, at), Vector512.LoadUnsafe(ref right, at), s0);
                s1 = Vector512.FusedMultiplyAdd(Load512(ref left, at + Count), Vector512.LoadUnsafe(ref right, at + Count), s1);
                s2 = Vector512.FusedMultiplyAdd(Load512(ref left, at + (2 * Count)), Vector512.LoadUnsafe(ref right, at + (2 * Count)), s2);
                s3 = Vector512.FusedMultiplyAdd(Load512(ref left, at + (3 * Count)), Vector512.LoadUnsafe(ref right, at + (3 * Count)), s3);
            }

            for (; i <= a.Length - Count; i += Count)
            {
                s0 = Vector512.FusedMultiplyAdd(Load512(ref left, (nuint)i), Vector512.LoadUnsafe(ref right, (nuint)i), s0);
            }

            var lanes = s0 + s1 + s2 + s3;
            sum = Vector512.Sum(field is { } modulo ? modulo.Reduce(lanes) : lanes);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            const int Count = 4;
            for (; i <= a.Length - (Vectors * Count); i += Vectors * Count)
            {
                var at = (nuint)i;
                s0 = Vector256.FusedMultiplyAdd(Load256(ref left, at), Vector256.LoadUnsafe(ref right, at), s0);
                s1 = Vector256.FusedMultiplyAdd(Load256(ref left, at + Count), Vector256.LoadUnsafe(ref right, at + Count), s1);
                s2 = Vector256.FusedMultiplyAdd(Load256(ref left, at + (2 * Count)), Vector256.LoadUnsafe(ref right, at + (2 * Count)), s2);
                s3 = Vector256.FusedMultiplyAdd(Load256(ref left, at + (3 * Count)), Vector256.LoadUnsafe(ref right, at + (3 * Count)), s3);
            }

            for (; i <= a.Length - Count; i += Count)
            {
                s0 = Vector256.FusedMultiplyAdd(Load256(ref left, (nuint)i), Vector256.LoadUnsafe(ref right, (nuint)i), s0);
            }

            var lanes = s0 + s1 + s2 + s3;
            sum = Vector256.Sum(field is { } modulo ? modulo.Reduce(lanes) : lanes);
        }

        // What is left is shorter than the vectors, or as long as a lane may be.
        var rest = 0.0;
        for (; i < a.Length; i++)
        {
            rest += (double)a[i] * b[i];
        }

        return sum + (field?.Reduce(rest) ?? rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load512(ref float numbers, nuint at) => Vector512.WidenLower(Vector256.LoadUnsafe(ref numbers, at).ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load256(ref float numbers, nuint at) => Vector256.WidenLower(Vector128.LoadUnsafe(ref numbers, at).ToVector256Unsafe());
}
