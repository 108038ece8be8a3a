using System.Text;
using Assay.Claims;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Reads the text of a kernel's file, within limits.</summary>
internal static class KernelFile
{
    private const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or why there is none.</summary>
    public static (string? Text, Problem? Problem) Read(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            var length = RandomAccess.GetLength(handle);
            if (length > MostBytes)
            {
                return (null, new Problem(Place.Whole(file), $"The file is larger than {MostBytes >> 20} MB, which no kernel is."));
            }

            var bytes = new byte[length];
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is > 0 and var more)
            {
                read += more;
            }

            return bytes.AsSpan(0, read).Contains((byte)0)
                ? (null, new Problem(Place.Whole(file), "The file holds a NUL byte; it is not a text file."))
                : (Strict.GetString(bytes.AsSpan(0, read)).TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Problem(Place.Whole(file), "The file is not UTF-8.", "Save it as UTF-8."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, new Problem(Place.Whole(file), $"The file cannot be read: {exception.Message}"));
        }
    }
}
