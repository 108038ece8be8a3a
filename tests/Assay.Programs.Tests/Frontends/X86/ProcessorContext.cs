using System.Buffers.Binary;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>All that an instruction can read and write: registers, flags, and a piece of memory. The runner's unit of exchange.</summary>
internal sealed class ProcessorContext
{
    public const int FlagsAt = 16 * 8;
    public const int VectorsAt = FlagsAt + 8;
    public const int MemoryAt = VectorsAt + (16 * 16);
    public const int MemorySize = 64;
    public const int Size = MemoryAt + MemorySize;

    /// <summary>CF, PF, AF, ZF, SF and OF in the flags register, in the order of the enumeration of flags.</summary>
    public static readonly int[] FlagBits = [0, 2, 4, 6, 7, 11];

    public ProcessorContext(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    public ulong General(int index) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(index * 8));

    public void SetGeneral(int index, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(index * 8), value);

    public uint Lane(int index, int lane) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(VectorsAt + (index * 16) + (lane * 4)));

    public bool Flag(int flag) => (Bytes[FlagsAt + (FlagBits[flag] / 8)] >> (FlagBits[flag] % 8) & 1) == 1;

    public byte Memory(int offset) => Bytes[MemoryAt + offset];

    /// <summary>Random contents, with many corner values among them.</summary>
    public static ProcessorContext Random(Random random)
    {
        var context = new ProcessorContext(new byte[Size]);
        random.NextBytes(context.Bytes.AsSpan(VectorsAt));
        for (var i = 0; i < 16; i++)
        {
            context.SetGeneral(i, Corner(random));
        }

        for (var at = VectorsAt; at < Size; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(context.Bytes.AsSpan(at), Corner(random));
        }

        // Bit 1 is always set, and interrupts stay on.
        BinaryPrimitives.WriteUInt64LittleEndian(
            context.Bytes.AsSpan(FlagsAt),
            FlagBits.Aggregate(0x202UL, (flags, bit) => flags | ((ulong)random.Next(2) << bit)));
        return context;
    }

    private static ulong Corner(Random random)
    {
        var whole = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        var small = (ulong)(long)random.Next(-3, 70);
        var edge = 1UL << random.Next(64);
        return random.Next(8) switch
        {
            0 => small,
            1 => 0,
            2 => ulong.MaxValue,
            3 => edge,
            4 => edge - 1,
            5 => (whole << 32) | (uint)small,
            6 => 0x8000_0000_8000_8080,
            _ => whole,
        };
    }
}
