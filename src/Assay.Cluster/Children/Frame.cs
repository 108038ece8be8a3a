using System.Buffers.Binary;
using System.Text;

namespace Assay.Cluster.Children;

/// <summary>What a worker and its child process say to each other, each with its length before it.</summary>
internal enum FrameKind : byte
{
    /// <summary>Child: it has started and warmed up; its build.</summary>
    Ready = 1,

    /// <summary>Worker: do this; the kind's name, a zero byte, the input.</summary>
    Run,

    /// <summary>Worker: give up what you do.</summary>
    Cancel,

    /// <summary>Child: done; the result.</summary>
    Done,

    /// <summary>Child: it threw; a line with the reason, and the log.</summary>
    Aside,

    /// <summary>Child: given up.</summary>
    Cancelled,
}

/// <summary>Writes and reads frames.</summary>
internal static class Frame
{
    /// <summary>The most bytes of a frame.</summary>
    public const int Most = 256 << 20;

    private const int HeaderLength = sizeof(int) + 1;

    /// <summary>A whole frame.</summary>
    public static byte[] Write(FrameKind kind, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var length = 0;
        foreach (var part in parts)
            length += part.Length;
        var frame = new byte[HeaderLength + length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        frame[sizeof(int)] = (byte)kind;
        var at = HeaderLength;
        foreach (var part in parts)
        {
            part.Span.CopyTo(frame.AsSpan(at));
            at += part.Length;
        }

        return frame;
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public static async ValueTask<(FrameKind Kind, byte[] Body)?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) < HeaderLength)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < 0 or > Most)
            throw new InvalidDataException("A frame is too long.");
        var body = new byte[length];
        return await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) < length
            ? null
            : ((FrameKind)header[sizeof(int)], body);
    }

    /// <summary>Two texts with a zero byte between them.</summary>
    public static byte[] Pair(string first, string second) => [.. Encoding.UTF8.GetBytes(first.Replace('\0', ' ')), 0, .. Encoding.UTF8.GetBytes(second)];

    /// <summary>What stands before and behind the first zero byte.</summary>
    public static (string First, ReadOnlyMemory<byte> Second) Split(ReadOnlyMemory<byte> body)
    {
        var end = body.Span.IndexOf((byte)0);
        return end < 0 ? (Encoding.UTF8.GetString(body.Span), default) : (Encoding.UTF8.GetString(body.Span[..end]), body[(end + 1)..]);
    }
}
