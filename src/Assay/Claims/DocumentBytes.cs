using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Assay.Claims;

/// <summary>Reads files as UTF-8 text, within limits.</summary>
internal static class DocumentBytes
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text of the file, or a problem that says why there is none.</summary>
    public static (string? Text, Problem? Problem) Read(string path, string shownAs)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            if (stream.CanSeek && stream.Length > ClaimLimits.Bytes)
                return (null, TooLarge(shownAs));
            return Decode(ReadWithinLimit(stream), shownAs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new Problem(Place.Whole(shownAs), $"The file cannot be read: {exception.Message}"));
        }
    }

    /// <summary>Decodes UTF-8 strictly.</summary>
    internal static (string? Text, Problem? Problem) Decode(ReadOnlySpan<byte> bytes, string shownAs)
    {
        if (bytes.Length > ClaimLimits.Bytes)
            return (null, TooLarge(shownAs));

        var skipped = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var content = bytes[skipped..];
        if (content.IndexOf((byte)0) is >= 0 and var zero)
            return (null, new Problem(Place.Whole(shownAs), $"The file holds a NUL byte at offset {zero + skipped}; it is not a text file."));
        if (Utf8.IsValid(content))
            return (Encoding.UTF8.GetString(content), null);

        Utf8.ToUtf16(content, new char[content.Length], out var valid, out _, replaceInvalidSequences: false);
        return (null, new Problem(
            Place.Whole(shownAs),
            $"The file is not UTF-8: byte 0x{content[valid]:X2} at offset {valid + skipped} belongs to no character.",
            "Save it as UTF-8."));
    }

    private static byte[] ReadWithinLimit(FileStream stream)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (buffer.WrittenCount <= ClaimLimits.Bytes)
        {
            var read = stream.Read(buffer.GetSpan(64 * 1024));
            if (read == 0)
                break;
            buffer.Advance(read);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Problem TooLarge(string shownAs) => new(
        Place.Whole(shownAs),
        $"The file is larger than {ClaimLimits.Bytes >> 20} MB, the most a claim document may have.",
        "Split it.");
}
