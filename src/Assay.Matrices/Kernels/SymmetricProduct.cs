using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Matrices.Kernels;

/// <summary>What a few rows of a symmetric matrix add to its product with a vector: each entry is read once, for its row and for its column.</summary>
internal static class SymmetricProduct
{
    /// <summary>How many rows are taken together: their entries arrive side by side, and the product is read and written once for all.</summary>
    public const int RowsAtOnce = 4;

    /// <summary>Adds what is right of the square on the diagonal.</summary>
    /// <param name="rows">The rows, from behind that square on.</param>
    /// <param name="vector">The vector, from the first row on.</param>
    /// <param name="product">The product, from the first row on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(Block rows, ReadOnlySpan<double> vector, Span<double> product)
    {
        var (count, length) = (Vector<double>.Count, vector.Length - RowsAtOnce);
        if (length == 0)
        {
            return;
        }

        // Slices check that the rows lie inside.
        ref var r0 = ref MemoryMarshal.GetReference(rows.Data.AsSpan(rows.Start, length));
        ref var r1 = ref MemoryMarshal.GetReference(rows.Data.AsSpan(rows.Start + rows.Stride, length));
        ref var r2 = ref MemoryMarshal.GetReference(rows.Data.AsSpan(rows.Start + (2 * rows.Stride), length));
        ref var r3 = ref MemoryMarshal.GetReference(rows.Data.AsSpan(rows.Start + (3 * rows.Stride), length));
        ref var x = ref MemoryMarshal.GetReference(vector[RowsAtOnce..]);
        ref var y = ref MemoryMarshal.GetReference(product[RowsAtOnce..]);
        var (x0, x1, x2, x3) = (new Vector<double>(vector[0]), new Vector<double>(vector[1]), new Vector<double>(vector[2]), new Vector<double>(vector[3]));
        var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= length - count; i += count)
        {
            var (a0, a1) = (Vector.LoadUnsafe(ref r0, (nuint)i), Vector.LoadUnsafe(ref r1, (nuint)i));
            var (a2, a3) = (Vector.LoadUnsafe(ref r2, (nuint)i), Vector.LoadUnsafe(ref r3, (nuint)i));
            var (factor, sum) = (Vector.LoadUnsafe(ref x, (nuint)i), Vector.LoadUnsafe(ref y, (nuint)i));
            (s0, s1) = (Vector.FusedMultiplyAdd(a0, factor, s0), Vector.FusedMultiplyAdd(a1, factor, s1));
            (s2, s3) = (Vector.FusedMultiplyAdd(a2, factor, s2), Vector.FusedMultiplyAdd(a3, factor, s3));
            var (even, odd) = (Vector.FusedMultiplyAdd(a0, x0, sum), a1 * x1);
            (even, odd) = (Vector.FusedMultiplyAdd(a2, x2, even), Vector.FusedMultiplyAdd(a3, x3, odd));
            (even + odd).StoreUnsafe(ref y, (nuint)i);
        }

        var (t0, t1, t2, t3) = (Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3));
        for (; i < length; i++)
        {
            var (a0, a1, a2, a3) = (Unsafe.Add(ref r0, i), Unsafe.Add(ref r1, i), Unsafe.Add(ref r2, i), Unsafe.Add(ref r3, i));
            var factor = Unsafe.Add(ref x, i);
            (t0, t1, t2, t3) = (t0 + (a0 * factor), t1 + (a1 * factor), t2 + (a2 * factor), t3 + (a3 * factor));
            Unsafe.Add(ref y, i) += (a0 * vector[0]) + (a1 * vector[1]) + (a2 * vector[2]) + (a3 * vector[3]);
        }

        (product[0], product[1], product[2], product[3]) = (product[0] + t0, product[1] + t1, product[2] + t2, product[3] + t3);
    }
}
