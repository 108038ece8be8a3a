using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// The file of one layer: compressed with gzip, state after state, each the number of its members in one byte and then
/// each member in two, low byte first.
/// </summary>
internal static class KernelLayerFile
{
    /// <summary>The name of the file with a layer.</summary>
    public static string Name(int layer) => string.Create(CultureInfo.InvariantCulture, $"layer-{layer:00}.gz");

    /// <summary>Writes a layer; the file appears only once it is complete. A layer without states has no file.</summary>
    public static void Write(string folder, int layer, IReadOnlyCollection<ushort[]> states)
    {
        if (states.Count == 0)
        {
            return;
        }

        var file = Path.Combine(folder, Name(layer));
        using (var stream = new BufferedStream(new GZipStream(File.Create(file + ".part"), CompressionLevel.Fastest), 1 << 16))
        {
            var bytes = new byte[1 + (2 * byte.MaxValue)];
            foreach (var state in states)
            {
                bytes[0] = checked((byte)state.Length);
                for (var i = 0; i < state.Length; i++)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1 + (2 * i)), state[i]);
                }

                stream.Write(bytes, 0, 1 + (2 * state.Length));
            }
        }

        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>Reads a layer.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="layer">Which one.</param>
    /// <param name="count">How many states it has; more are an error, so that a small file cannot fill the memory.</param>
    /// <exception cref="CertificateException">It is not in the format.</exception>
    public static IEnumerable<ushort[]> Read(string folder, int layer, long count)
    {
        if (count == 0)
        {
            yield break;
        }

        var name = Name(layer);
        using var stream = new BufferedStream(new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress), 1 << 16);
        var bytes = new byte[2 * byte.MaxValue];
        for (var state = 0L; ; state++)
        {
            var length = Guarded(name, stream.ReadByte);
            if (length < 0 || state == count)
            {
                if (length >= 0 || state < count)
                {
                    throw new CertificateException(name, 0, string.Create(CultureInfo.InvariantCulture, $"it has {(length < 0 ? state : "more than " + count)} states, and certificate.json says {count}"));
                }

                yield break;
            }

            if (length == 0 || Guarded(name, () => stream.ReadAtLeast(bytes.AsSpan(0, 2 * length), 2 * length, throwOnEndOfStream: false)) < 2 * length)
            {
                throw new CertificateException(name, 0, string.Create(CultureInfo.InvariantCulture, $"state {state + 1} is cut short"));
            }

            var members = new ushort[length];
            for (var i = 0; i < length; i++)
            {
                members[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i));
            }

            yield return members;
        }
    }

    private static int Guarded(string name, Func<int> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new CertificateException(name, 0, $"it cannot be decompressed ({exception.Message.TrimEnd('.')})");
        }
    }
}
