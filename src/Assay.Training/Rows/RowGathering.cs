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
        var bytes = length * Unsafe.SizeOf<S>();
        foreach (var row in rows)
        {
            // Rows are short, so that a call for each would take longer than the copy.
            ref var from = ref Unsafe.As<S, byte>(ref MemoryMarshal.GetReference(table.Slice(row * length, length)));
            ref var to = ref Unsafe.As<S, byte>(ref MemoryMarshal.GetReference(target[..length]));
            nuint place = 0;
            for (; place + (nuint)Vector512<byte>.Count <= (nuint)bytes; place += (nuint)Vector512<byte>.Count)
            {
                Vector512.LoadUnsafe(ref from, place).StoreUnsafe(ref to, place);
            }

            for (var i = (int)place / Unsafe.SizeOf<S>(); i < length; i++)
            {
                target[i] = table[(row * length) + i];
            }

            target = target[length..];
        }
    }
}
