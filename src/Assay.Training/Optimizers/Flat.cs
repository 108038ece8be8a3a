using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Arithmetic on vectors of parameters, whose result is the same on every processor: sums run in lanes of 64 bytes, element i in
/// lane i modulo their number, by fused multiply-add, and the lanes are added from the first to the last.
/// </summary>
internal static class Flat
{
    private const float SmallestNormalFloat = 1.17549435e-38f;
    private const double SmallestNormalDouble = 2.2250738585072014e-308;

    /// <summary>The sum of products.</summary>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckSameLength(left.Length, right.Length);
        var lanes = Vector512<T>.Zero;
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var i = 0;
        for (; i <= left.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            lanes = Fused(Vector512.LoadUnsafe(ref first, (nuint)i), Vector512.LoadUnsafe(ref second, (nuint)i), lanes);
        }

        Span<T> sums = stackalloc T[Vector512<T>.Count];
        lanes.CopyTo(sums);
        for (var lane = 0; i + lane < left.Length; lane++)
        {
            sums[lane] = T.FusedMultiplyAdd(left[i + lane], right[i + lane], sums[lane]);
        }

        var sum = T.Zero;
        foreach (var lane in sums)
        {
            sum += lane;
        }

        return sum;
    }

    /// <summary>The Euclidean length.</summary>
    public static T Norm<T>(ReadOnlySpan<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(Dot(vector, vector));

    /// <summary><paramref name="result"/> = <paramref name="start"/> + <paramref name="factor"/> * <paramref name="direction"/>, fused; the result may be one of the others.</summary>
    public static void Along<T>(ReadOnlySpan<T> start, T factor, ReadOnlySpan<T> direction, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckSameLength(start.Length, direction.Length);
        CheckSameLength(start.Length, result.Length);
        ref var from = ref MemoryMarshal.GetReference(start);
        ref var way = ref MemoryMarshal.GetReference(direction);
        ref var to = ref MemoryMarshal.GetReference(result);
        var factors = new Vector<T>(factor);
        var i = 0;
        for (; i <= start.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Fused(factors, Vector.LoadUnsafe(ref way, (nuint)i), Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < start.Length; i++)
        {
            result[i] = T.FusedMultiplyAdd(factor, direction[i], start[i]);
        }
    }

    /// <summary>Adds <paramref name="step"/> * (<paramref name="decay"/> * parameter + slope) to each parameter, both fused.</summary>
    public static void Descend<T>(Span<T> parameters, ReadOnlySpan<T> gradient, T step, T decay)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckSameLength(parameters.Length, gradient.Length);
        ref var values = ref MemoryMarshal.GetReference(parameters);
        ref var slopes = ref MemoryMarshal.GetReference(gradient);
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var (wideStep, wideDecay) = (Vector512.Create(step), Vector512.Create(decay));
            for (; i <= parameters.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                var value = Vector512.LoadUnsafe(ref values, (nuint)i);
                Fused(wideStep, Fused(wideDecay, value, Vector512.LoadUnsafe(ref slopes, (nuint)i)), value).StoreUnsafe(ref values, (nuint)i);
            }
        }

        var (steps, decays) = (new Vector<T>(step), new Vector<T>(decay));
        for (; i <= parameters.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var value = Vector.LoadUnsafe(ref values, (nuint)i);
            Fused(steps, Fused(decays, value, Vector.LoadUnsafe(ref slopes, (nuint)i)), value).StoreUnsafe(ref values, (nuint)i);
        }

        for (; i < parameters.Length; i++)
        {
            parameters[i] = T.FusedMultiplyAdd(step, T.FusedMultiplyAdd(decay, parameters[i], gradient[i]), parameters[i]);
        }
    }

    /// <summary>Multiplies a vector in place.</summary>
    public static void Scale<T>(Span<T> vector, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var values = ref MemoryMarshal.GetReference(vector);
        var factors = new Vector<T>(factor);
        var i = 0;
        for (; i <= vector.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.LoadUnsafe(ref values, (nuint)i) * factors).StoreUnsafe(ref values, (nuint)i);
        }

        for (; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }

    /// <summary>Doubles as the nearest floats.</summary>
    public static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        CheckSameLength(from.Length, to.Length);
        var i = 0;
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Narrow(new Vector<double>(from[i..]), new Vector<double>(from[(i + Vector<double>.Count)..])).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }

    /// <summary>Floats as doubles.</summary>
    public static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        CheckSameLength(from.Length, to.Length);
        var i = 0;
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(from[i..]), out var first, out var second);
            first.CopyTo(to[i..]);
            second.CopyTo(to[(i + Vector<double>.Count)..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }

    /// <summary>a * b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Fused<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>();
        }

        return Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
    }

    /// <summary>
    /// The vector with zeros for what is nearer to zero than every normal number. A moving mean whose gradient has become zero ends in such numbers, and processors
    /// take a hundred times as long for them; a step along one moves a parameter of any use by nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Normal<T>(Vector<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? Vector.AndNot(vector, Vector.LessThan(Vector.Abs(vector.As<T, float>()), new Vector<float>(SmallestNormalFloat)).As<int, T>())
            : Vector.AndNot(vector, Vector.LessThan(Vector.Abs(vector.As<T, double>()), new Vector<double>(SmallestNormalDouble)).As<long, T>());

    /// <summary>Refuses two vectors of different lengths.</summary>
    public static void CheckSameLength(int expected, int found)
    {
        if (expected != found)
        {
            throw new ArgumentException($"There are {expected} parameters, and a vector beside them has {found} numbers.");
        }
    }

    private static Vector512<T> Fused<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
}
