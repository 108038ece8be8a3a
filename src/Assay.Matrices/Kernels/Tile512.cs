using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Matrices.Kernels;

/// <summary>Eight rows by three vectors of eight: 24 of the 32 registers hold sums.</summary>
internal readonly struct Tile512 : ITile
{
    public static int Rows => 8;

    public static int Columns => 24;

    public static int MostProducts => 256;

    public static int RowsAtOnce => 192;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TFinish>(TFinish finish, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int inner, ref double c, int stride)
        where TFinish : struct, IFinish
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var (s00, s01, s02) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s10, s11, s12) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s20, s21, s22) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s30, s31, s32) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s40, s41, s42) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s50, s51, s52) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s60, s61, s62) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s70, s71, s72) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        Prefetch(ref c, stride);
        for (var k = 0; k < inner; k++)
        {
            var b0 = Vector512.LoadUnsafe(ref right);
            var b1 = Vector512.LoadUnsafe(ref right, 8);
            var b2 = Vector512.LoadUnsafe(ref right, 16);
            var a0 = Vector512.Create(left);
            s00 = Vector512.FusedMultiplyAdd(a0, b0, s00);
            s01 = Vector512.FusedMultiplyAdd(a0, b1, s01);
            s02 = Vector512.FusedMultiplyAdd(a0, b2, s02);
            var a1 = Vector512.Create(Unsafe.Add(ref left, 1));
            s10 = Vector512.FusedMultiplyAdd(a1, b0, s10);
            s11 = Vector512.FusedMultiplyAdd(a1, b1, s11);
            s12 = Vector512.FusedMultiplyAdd(a1, b2, s12);
            var a2 = Vector512.Create(Unsafe.Add(ref left, 2));
            s20 = Vector512.FusedMultiplyAdd(a2, b0, s20);
            s21 = Vector512.FusedMultiplyAdd(a2, b1, s21);
            s22 = Vector512.FusedMultiplyAdd(a2, b2, s22);
            var a3 = Vector512.Create(Unsafe.Add(ref left, 3));
            s30 = Vector512.FusedMultiplyAdd(a3, b0, s30);
            s31 = Vector512.FusedMultiplyAdd(a3, b1, s31);
            s32 = Vector512.FusedMultiplyAdd(a3, b2, s32);
            var a4 = Vector512.Create(Unsafe.Add(ref left, 4));
            s40 = Vector512.FusedMultiplyAdd(a4, b0, s40);
            s41 = Vector512.FusedMultiplyAdd(a4, b1, s41);
            s42 = Vector512.FusedMultiplyAdd(a4, b2, s42);
            var a5 = Vector512.Create(Unsafe.Add(ref left, 5));
            s50 = Vector512.FusedMultiplyAdd(a5, b0, s50);
            s51 = Vector512.FusedMultiplyAdd(a5, b1, s51);
            s52 = Vector512.FusedMultiplyAdd(a5, b2, s52);
            var a6 = Vector512.Create(Unsafe.Add(ref left, 6));
            s60 = Vector512.FusedMultiplyAdd(a6, b0, s60);
            s61 = Vector512.FusedMultiplyAdd(a6, b1, s61);
            s62 = Vector512.FusedMultiplyAdd(a6, b2, s62);
            var a7 = Vector512.Create(Unsafe.Add(ref left, 7));
            s70 = Vector512.FusedMultiplyAdd(a7, b0, s70);
            s71 = Vector512.FusedMultiplyAdd(a7, b1, s71);
            s72 = Vector512.FusedMultiplyAdd(a7, b2, s72);
            left = ref Unsafe.Add(ref left, 8);
            right = ref Unsafe.Add(ref right, 24);
        }

        Store(finish, ref c, s00, s01, s02);
        Store(finish, ref Unsafe.Add(ref c, stride), s10, s11, s12);
        Store(finish, ref Unsafe.Add(ref c, 2 * stride), s20, s21, s22);
        Store(finish, ref Unsafe.Add(ref c, 3 * stride), s30, s31, s32);
        Store(finish, ref Unsafe.Add(ref c, 4 * stride), s40, s41, s42);
        Store(finish, ref Unsafe.Add(ref c, 5 * stride), s50, s51, s52);
        Store(finish, ref Unsafe.Add(ref c, 6 * stride), s60, s61, s62);
        Store(finish, ref Unsafe.Add(ref c, 7 * stride), s70, s71, s72);
    }

    // The result is read when the sums are done: by then it has arrived.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref double c, int stride)
    {
        if (Sse.IsSupported)
        {
            for (var row = 0; row < 8; row++)
            {
                ref var entries = ref Unsafe.Add(ref c, row * stride);
                Sse.Prefetch0(Unsafe.AsPointer(ref entries));
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref entries, 8)));
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref entries, 16)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TFinish>(TFinish finish, ref double c, Vector512<double> sum0, Vector512<double> sum1, Vector512<double> sum2)
        where TFinish : struct, IFinish
    {
        finish.Finish(Vector512.LoadUnsafe(ref c), sum0).StoreUnsafe(ref c);
        finish.Finish(Vector512.LoadUnsafe(ref c, 8), sum1).StoreUnsafe(ref c, 8);
        finish.Finish(Vector512.LoadUnsafe(ref c, 16), sum2).StoreUnsafe(ref c, 16);
    }
}
