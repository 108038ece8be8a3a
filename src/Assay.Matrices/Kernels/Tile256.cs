using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Matrices.Kernels;

/// <summary>Four rows by three vectors of four: twelve of the sixteen registers hold sums.</summary>
internal readonly struct Tile256 : ITile
{
    public static int Rows => 4;

    public static int Columns => 12;

    public static int MostProducts => 192;

    public static int RowsAtOnce => 96;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TFinish>(TFinish finish, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int inner, ref double c, int stride)
        where TFinish : struct, IFinish
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var (s00, s01, s02) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s10, s11, s12) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s20, s21, s22) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s30, s31, s32) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        Prefetch(ref c, stride);
        for (var k = 0; k < inner; k++)
        {
            var b0 = Vector256.LoadUnsafe(ref right);
            var b1 = Vector256.LoadUnsafe(ref right, 4);
            var b2 = Vector256.LoadUnsafe(ref right, 8);
            var a0 = Vector256.Create(left);
            s00 = Vector256.FusedMultiplyAdd(a0, b0, s00);
            s01 = Vector256.FusedMultiplyAdd(a0, b1, s01);
            s02 = Vector256.FusedMultiplyAdd(a0, b2, s02);
            var a1 = Vector256.Create(Unsafe.Add(ref left, 1));
            s10 = Vector256.FusedMultiplyAdd(a1, b0, s10);
            s11 = Vector256.FusedMultiplyAdd(a1, b1, s11);
            s12 = Vector256.FusedMultiplyAdd(a1, b2, s12);
            var a2 = Vector256.Create(Unsafe.Add(ref left, 2));
            s20 = Vector256.FusedMultiplyAdd(a2, b0, s20);
            s21 = Vector256.FusedMultiplyAdd(a2, b1, s21);
            s22 = Vector256.FusedMultiplyAdd(a2, b2, s22);
            var a3 = Vector256.Create(Unsafe.Add(ref left, 3));
            s30 = Vector256.FusedMultiplyAdd(a3, b0, s30);
            s31 = Vector256.FusedMultiplyAdd(a3, b1, s31);
            s32 = Vector256.FusedMultiplyAdd(a3, b2, s32);
            left = ref Unsafe.Add(ref left, 4);
            right = ref Unsafe.Add(ref right, 12);
        }

        Store(finish, ref c, s00, s01, s02);
        Store(finish, ref Unsafe.Add(ref c, stride), s10, s11, s12);
        Store(finish, ref Unsafe.Add(ref c, 2 * stride), s20, s21, s22);
        Store(finish, ref Unsafe.Add(ref c, 3 * stride), s30, s31, s32);
    }

    // The result is read when the sums are done: by then it has arrived.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref double c, int stride)
    {
        if (Sse.IsSupported)
        {
            for (var row = 0; row < 4; row++)
            {
                ref var entries = ref Unsafe.Add(ref c, row * stride);
                Sse.Prefetch0(Unsafe.AsPointer(ref entries));
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref entries, 11)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TFinish>(TFinish finish, ref double c, Vector256<double> sum0, Vector256<double> sum1, Vector256<double> sum2)
        where TFinish : struct, IFinish
    {
        finish.Finish(Vector256.LoadUnsafe(ref c), sum0).StoreUnsafe(ref c);
        finish.Finish(Vector256.LoadUnsafe(ref c, 4), sum1).StoreUnsafe(ref c, 4);
        finish.Finish(Vector256.LoadUnsafe(ref c, 8), sum2).StoreUnsafe(ref c, 8);
    }
}
