using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Training.Optimizers;

/// <summary>Applies a rule to all parameters. No parameter touches another, so that the width of vectors changes no result.</summary>
internal static class Elementwise
{
    // The root of the smallest normal float, 1.1e-19, is less than half a unit in the last place of it.
    private const double Hiding = 4e-12;

    /// <summary>Whether a mean square that is below every normal number adds nothing to a divisor, so that it may be taken for zero.</summary>
    /// <param name="epsilon">What is added to its root.</param>
    /// <param name="decay">What is kept of it in a step: what is taken for zero in each adds up to 1 / (1 - decay) times that, and is corrected for the start by as much at most.</param>
    public static bool HidesTinySquares(double epsilon, double decay) => epsilon * (1 - decay) >= Hiding;

    /// <summary>State for so many parameters, all zero, and rounded up to whole vectors.</summary>
    public static T[] State<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new ArgumentException($"Parameters are float or double, not {typeof(T).Name}.");
        }

        return new T[(count + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count];
    }

    /// <summary>The vector of the state at an index.</summary>
    public static Vector<T> At<T>(T[] state, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(state), (nuint)first);

    /// <summary>Stores a vector of the state.</summary>
    public static void Put<T>(T[] state, int first, Vector<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(state), (nuint)first);

    /// <summary>Updates every parameter.</summary>
    public static void Run<T, TRule>(TRule rule, int count, Span<T> parameters, ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        Flat.CheckSameLength(count, parameters.Length);
        Flat.CheckSameLength(count, gradient.Length);
        var whole = count / Vector<T>.Count * Vector<T>.Count;
        Whole(rule, parameters[..whole], gradient);
        if (whole < count)
        {
            Rest(rule, parameters[whole..], gradient[whole..], whole);
        }
    }

    // This and the rest are methods of their own, for a rule that is also handed on does not stay in the registers that the loop wants it in.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Whole<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        ref var values = ref MemoryMarshal.GetReference(parameters);
        ref var slopes = ref MemoryMarshal.GetReference(gradient);
        for (var i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            rule.Update(i, Vector.LoadUnsafe(ref values, (nuint)i), Vector.LoadUnsafe(ref slopes, (nuint)i)).StoreUnsafe(ref values, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rest<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradient, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IElementwiseRule<T>
    {
        Span<T> last = stackalloc T[2 * Vector<T>.Count];
        last.Clear();
        parameters.CopyTo(last);
        gradient.CopyTo(last[Vector<T>.Count..]);
        rule.Update(first, new Vector<T>(last), new Vector<T>(last[Vector<T>.Count..])).CopyTo(last);
        last[..parameters.Length].CopyTo(parameters);
    }
}
