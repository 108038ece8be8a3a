using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Kernels;

/// <summary>A few rows times factors, summed in registers: the entries of a row are read and finished once for all of them.</summary>
internal static class Combination
{
    /// <summary>Finishes each entry with its sum.</summary>
    /// <param name="finish">What becomes of an entry and its sum.</param>
    /// <param name="row">The entries.</param>
    /// <param name="factors">The factors, no more than one sum may have products.</param>
    /// <param name="others">Where the other rows are; they do not overlap with the first.</param>
    /// <param name="starts">Where each of them starts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFinish>(TFinish finish, Span<double> row, ReadOnlySpan<double> factors, ReadOnlySpan<double> others, ReadOnlySpan<int> starts)
        where TFinish : struct, IFinish
    {
        if (row.IsEmpty || factors.IsEmpty)
        {
            return;
        }

        // Slices check that all rows lie inside.
        for (var k = 0; k < factors.Length; k++)
        {
            _ = others.Slice(starts[k], row.Length);
        }

        ref var entry = ref MemoryMarshal.GetReference(row);
        ref var other = ref MemoryMarshal.GetReference(others);
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= row.Length - 32; i += 32)
            {
                var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
                for (var k = 0; k < factors.Length; k++)
                {
                    ref var next = ref Unsafe.Add(ref other, starts[k] + i);
                    var factor = Vector512.Create(factors[k]);
                    s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref next), s0);
                    s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref next, 8), s1);
                    s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref next, 16), s2);
                    s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref next, 24), s3);
                }

                ref var target = ref Unsafe.Add(ref entry, i);
                finish.Finish(Vector512.LoadUnsafe(ref target), s0).StoreUnsafe(ref target);
                finish.Finish(Vector512.LoadUnsafe(ref target, 8), s1).StoreUnsafe(ref target, 8);
                finish.Finish(Vector512.LoadUnsafe(ref target, 16), s2).StoreUnsafe(ref target, 16);
                finish.Finish(Vector512.LoadUnsafe(ref target, 24), s3).StoreUnsafe(ref target, 24);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= row.Length - 24; i += 24)
            {
                // As many sums as keep both units busy, and their factor, fit the sixteen registers.
                var (s0, s1, s2) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
                var (s3, s4, s5) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
                for (var k = 0; k < factors.Length; k++)
                {
                    ref var next = ref Unsafe.Add(ref other, starts[k] + i);
                    var factor = Vector256.Create(factors[k]);
                    s0 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next), s0);
                    s1 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 4), s1);
                    s2 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 8), s2);
                    s3 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 12), s3);
                    s4 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 16), s4);
                    s5 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 20), s5);
                }

                ref var target = ref Unsafe.Add(ref entry, i);
                finish.Finish(Vector256.LoadUnsafe(ref target), s0).StoreUnsafe(ref target);
                finish.Finish(Vector256.LoadUnsafe(ref target, 4), s1).StoreUnsafe(ref target, 4);
                finish.Finish(Vector256.LoadUnsafe(ref target, 8), s2).StoreUnsafe(ref target, 8);
                finish.Finish(Vector256.LoadUnsafe(ref target, 12), s3).StoreUnsafe(ref target, 12);
                finish.Finish(Vector256.LoadUnsafe(ref target, 16), s4).StoreUnsafe(ref target, 16);
                finish.Finish(Vector256.LoadUnsafe(ref target, 20), s5).StoreUnsafe(ref target, 20);
            }

            for (; i <= row.Length - 8; i += 8)
            {
                var (s0, s1) = (Vector256<double>.Zero, Vector256<double>.Zero);
                for (var k = 0; k < factors.Length; k++)
                {
                    ref var next = ref Unsafe.Add(ref other, starts[k] + i);
                    var factor = Vector256.Create(factors[k]);
                    s0 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next), s0);
                    s1 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref next, 4), s1);
                }

                ref var target = ref Unsafe.Add(ref entry, i);
                finish.Finish(Vector256.LoadUnsafe(ref target), s0).StoreUnsafe(ref target);
                finish.Finish(Vector256.LoadUnsafe(ref target, 4), s1).StoreUnsafe(ref target, 4);
            }
        }

        for (; i < row.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < factors.Length; k++)
            {
                sum = Math.FusedMultiplyAdd(factors[k], others[starts[k] + i], sum);
            }

            row[i] = finish.Finish(row[i], sum);
        }
    }
}
