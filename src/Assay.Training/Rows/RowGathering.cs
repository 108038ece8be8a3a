using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Rows;

/// <summary>Copies rows of a table.</summary>
internal static class RowGathering
{
    /// <summary>Copies rows one behind another.</summary>
    /// <param name="table">Row after row.</param>
    /// <param name="length">Entries of each.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="target">Receives them.</param>
    public static void Gather<S>(ReadOnlySpan<S> table, int length, ReadOnlySpan<int> rows, Span<S> target)
        where S : unmanaged
    {
        target = target[..checked(rows.Length * length)];
        var count = length == 0 ? 0 : table.Length / length;
        var bytes = (nuint)length * (nuint)Unsafe.SizeOf<S>();
        ref var from = ref Unsafe.As<S, byte>(ref MemoryMarshal.GetReference(table));
        ref var to = ref Unsafe.As<S, byte>(ref MemoryMarshal.GetReference(target));
        foreach (var row in rows)
        {
            // Rows are short, so that a call for each would take longer than the copy.
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)count, nameof(rows));
            ref var own = ref Unsafe.Add(ref from, (nuint)row * bytes);
            nuint place = 0;
            for (; place + (nuint)Vector512<byte>.Count <= bytes; place += (nuint)Vector512<byte>.Count)
            {
                Vector512.LoadUnsafe(ref own, place).StoreUnsafe(ref to, place);
            }

            for (; place < bytes; place += (nuint)Unsafe.SizeOf<S>())
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, place), Unsafe.ReadUnaligned<S>(ref Unsafe.Add(ref own, place)));
            }

            to = ref Unsafe.Add(ref to, bytes);
        }
    }
}
