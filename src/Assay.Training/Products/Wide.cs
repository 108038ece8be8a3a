using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Vectors of sixteen floats.</summary>
internal unsafe readonly struct Wide : IVectors<Vector512<float>>
{
    /// <summary>How many floats there are in one.</summary>
    public const int Count = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* place) => Vector512.Load(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, float* place) => vector.Store(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Spread(float* place) => Vector512.Create(*place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WherePositive(Vector512<float> sign, Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(sign, Vector512<float>.Zero), value, Vector512<float>.Zero);

    // The instruction gives the second where neither is greater, also where one is not a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PositivePart(Vector512<float> value) =>
        Avx512F.IsSupported ? Avx512F.Max(value, Vector512<float>.Zero) : WherePositive(value, value);
}
