namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>The input of a trial that tries a range of a goal's inputs.</summary>
/// <param name="Goal">The goal, as <see cref="GoalBytes"/> writes it.</param>
/// <param name="IsSigned">Whether the chunks stand in the order of one signed variable; see <see cref="ChunkOrder"/>.</param>
/// <param name="ChunkBits">The logarithm of a chunk's size.</param>
/// <param name="First">The position of the first chunk.</param>
/// <param name="Count">How many chunks.</param>
internal sealed record RangeInput(byte[] Goal, bool IsSigned, int ChunkBits, long First, long Count)
{
    // A compiled search tries whole vectors of up to 16 inputs: of a chunk that is shorter it would try none.
    private const int LeastChunkBits = 4;
    private const int MostChunkBits = 24;
    private const int MostRangeBits = 48;

    /// <summary>As bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(IsSigned);
        writer.Write7BitEncodedInt(ChunkBits);
        writer.Write7BitEncodedInt64(First);
        writer.Write7BitEncodedInt64(Count);
        writer.Write(Goal);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what may come from anybody. That the range lies within the goal is for the caller to see.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RangeInput Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false));
            var (isSigned, chunkBits, first, count) = (reader.ReadBoolean(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            return chunkBits is >= LeastChunkBits and <= MostChunkBits && first is >= 0 and < 1L << MostRangeBits && count is > 0 and < 1L << MostRangeBits
                ? new RangeInput(reader.ReadBytes(bytes.Length), isSigned, chunkBits, first, count)
                : throw new InvalidDataException("This is no range of inputs.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("This is no range of inputs.", exception);
        }
    }
}
