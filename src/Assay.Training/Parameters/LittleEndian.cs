using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Training.Parameters;

/// <summary>Numbers as bytes, the least significant first, on every processor.</summary>
internal static class LittleEndian
{
    /// <summary>Writes numbers one behind the other.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var value in values)
        {
            if (typeof(T) == typeof(float))
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes, float.CreateChecked(value));
                stream.Write(bytes[..sizeof(float)]);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.CreateChecked(value));
                stream.Write(bytes);
            }
        }
    }
}
