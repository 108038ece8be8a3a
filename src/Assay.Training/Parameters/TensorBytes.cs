using System.Buffers.Binary;

namespace Assay.Training.Parameters;

/// <summary>Numbers of the stored types as bytes, the least significant first.</summary>
internal static class TensorBytes
{
    /// <summary>How many bytes a number has.</summary>
    public static int Size(TensorType type) => type switch
    {
        TensorType.F64 => 8,
        TensorType.F32 => 4,
        _ => 2,
    };

    /// <summary>Reads a number.</summary>
    public static double Read(TensorType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
    };

    /// <summary>Writes a number, rounded to nearest, ties to even.</summary>
    public static void Write(TensorType type, double value, Span<byte> bytes)
    {
        switch (type)
        {
            case TensorType.F64:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case TensorType.F32:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case TensorType.F16:
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, BrainFloat(value));
                break;
        }
    }

    // Rounded first to odd in 32 bits, so that rounding twice is rounding once (Boldo and Melquiond, 2008).
    private static ushort BrainFloat(double value)
    {
        if (double.IsNaN(value))
        {
            return 0x7FC0;
        }

        var near = (float)value;
        var bits = BitConverter.SingleToUInt32Bits(near);
        if (near != value && float.IsFinite(near))
        {
            bits = Math.Abs((double)near) > Math.Abs(value) ? bits - 1 : bits;
            bits |= 1;
        }
        else if (float.IsInfinity(near) && !double.IsInfinity(value))
        {
            bits = BitConverter.SingleToUInt32Bits(value > 0 ? float.MaxValue : float.MinValue);
        }

        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
