using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Vectors of eight floats.</summary>
internal unsafe readonly struct Narrow : IVectors<Vector256<float>>
{
    /// <summary>How many floats there are in one.</summary>
    public const int Count = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* place) => Vector256.Load(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, float* place) => vector.Store(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Spread(float* place) => Vector256.Create(*place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) => Vector256.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WherePositive(Vector256<float> sign, Vector256<float> value) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(sign, Vector256<float>.Zero), value, Vector256<float>.Zero);

    // The instruction gives the second where neither is greater, also where one is not a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PositivePart(Vector256<float> value) =>
        Avx.IsSupported ? Avx.Max(value, Vector256<float>.Zero) : WherePositive(value, value);
}
