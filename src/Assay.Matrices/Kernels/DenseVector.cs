using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Matrices.Kernels;

/// <summary>Sums and rotations of vectors of doubles, at the speed of memory.</summary>
internal static class DenseVector
{
    private const int Chains = 4;

    /// <summary>The sum of the products of the entries; with <paramref name="left"/> and <paramref name="right"/> of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= left.Length - (Chains * count); i += Chains * count)
        {
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i), s0);
            s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, (nuint)(i + count)), Vector.LoadUnsafe(ref b, (nuint)(i + count)), s1);
            s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, (nuint)(i + (2 * count))), Vector.LoadUnsafe(ref b, (nuint)(i + (2 * count))), s2);
            s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, (nuint)(i + (3 * count))), Vector.LoadUnsafe(ref b, (nuint)(i + (3 * count))), s3);
        }

        var sum = Vector.Sum(s0 + s1 + (s2 + s3));
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>The greatest magnitude; 0 where there is none. NaN is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Greatest(ReadOnlySpan<double> vector)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(vector);
        var (lanes, greatest, i) = (Vector<double>.Zero, 0.0, 0);
        for (; i <= vector.Length - count; i += count)
        {
            var next = Vector.Abs(Vector.LoadUnsafe(ref a, (nuint)i));
            lanes = Vector.ConditionalSelect(Vector.GreaterThan(next, lanes), next, lanes);
        }

        for (var lane = 0; lane < count; lane++)
        {
            greatest = Math.Max(greatest, lanes[lane]);
        }

        for (; i < vector.Length; i++)
        {
            greatest = Math.Abs(vector[i]) > greatest ? Math.Abs(vector[i]) : greatest;
        }

        return greatest;
    }

    /// <summary>The least magnitude of those that are not zero; infinite where there is none. NaN is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LeastButZero(ReadOnlySpan<double> vector)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(vector);
        var (lanes, least, i) = (new Vector<double>(double.PositiveInfinity), double.PositiveInfinity, 0);
        for (; i <= vector.Length - count; i += count)
        {
            var next = Vector.Abs(Vector.LoadUnsafe(ref a, (nuint)i));
            lanes = Vector.ConditionalSelect(Vector.GreaterThan(next, Vector<double>.Zero) & Vector.LessThan(next, lanes), next, lanes);
        }

        for (var lane = 0; lane < count; lane++)
        {
            least = Math.Min(least, lanes[lane]);
        }

        for (; i < vector.Length; i++)
        {
            var next = Math.Abs(vector[i]);
            least = next > 0 && next < least ? next : least;
        }

        return least;
    }

    /// <summary>vector * factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Span<double> vector, double factor)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(vector);
        var i = 0;
        for (; i <= vector.Length - count; i += count)
        {
            (Vector.LoadUnsafe(ref a, (nuint)i) * factor).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }

    /// <summary>vector / divisor, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(Span<double> vector, double divisor)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(vector);
        var (divisors, i) = (new Vector<double>(divisor), 0);
        for (; i <= vector.Length - count; i += count)
        {
            (Vector.LoadUnsafe(ref a, (nuint)i) / divisors).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < vector.Length; i++)
        {
            vector[i] /= divisor;
        }
    }

    /// <summary>target + factor * other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(Span<double> target, double factor, ReadOnlySpan<double> other)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(target);
        ref var b = ref MemoryMarshal.GetReference(other);
        var (factors, i) = (new Vector<double>(factor), 0);
        for (; i <= target.Length - count; i += count)
        {
            Vector.FusedMultiplyAdd(factors, Vector.LoadUnsafe(ref b, (nuint)i), Vector.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * other[i];
        }
    }

    /// <summary>target + factor * |other|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultipleOfMagnitudes(Span<double> target, double factor, ReadOnlySpan<double> other)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(target);
        ref var b = ref MemoryMarshal.GetReference(other);
        var (factors, i) = (new Vector<double>(factor), 0);
        for (; i <= target.Length - count; i += count)
        {
            Vector.FusedMultiplyAdd(factors, Vector.Abs(Vector.LoadUnsafe(ref b, (nuint)i)), Vector.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref a, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * Math.Abs(other[i]);
        }
    }

    /// <summary>The sum of the products of magnitudes of entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double DotOfMagnitudes(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (s0, s1, i) = (Vector<double>.Zero, Vector<double>.Zero, 0);
        for (; i <= left.Length - (2 * count); i += 2 * count)
        {
            s0 = Vector.FusedMultiplyAdd(Vector.Abs(Vector.LoadUnsafe(ref a, (nuint)i)), Vector.Abs(Vector.LoadUnsafe(ref b, (nuint)i)), s0);
            s1 = Vector.FusedMultiplyAdd(Vector.Abs(Vector.LoadUnsafe(ref a, (nuint)(i + count))), Vector.Abs(Vector.LoadUnsafe(ref b, (nuint)(i + count))), s1);
        }

        var sum = Vector.Sum(s0 + s1);
        for (; i < left.Length; i++)
        {
            sum += Math.Abs(left[i] * right[i]);
        }

        return sum;
    }

    /// <summary>Exchanges the entries of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exchange(Span<double> left, Span<double> right)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var i = 0;
        for (; i <= left.Length - count; i += count)
        {
            var (x, y) = (Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i));
            y.StoreUnsafe(ref a, (nuint)i);
            x.StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < left.Length; i++)
        {
            (left[i], right[i]) = (right[i], left[i]);
        }
    }

    /// <summary>Turns two vectors in their plane: (cosine * left - sine * right, sine * left + cosine * right).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(Span<double> left, Span<double> right, double cosine, double sine)
    {
        var count = Vector<double>.Count;
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (cosines, sines, i) = (new Vector<double>(cosine), new Vector<double>(sine), 0);
        for (; i <= left.Length - count; i += count)
        {
            var (x, y) = (Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i));
            Vector.FusedMultiplyAdd(cosines, x, -(sines * y)).StoreUnsafe(ref a, (nuint)i);
            Vector.FusedMultiplyAdd(sines, x, cosines * y).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < left.Length; i++)
        {
            (left[i], right[i]) = ((cosine * left[i]) - (sine * right[i]), (sine * left[i]) + (cosine * right[i]));
        }
    }
}
