using System.IO.Compression;

namespace Assay.Programs.Tests.Certificates;

/// <summary>Reads and writes the files of layers, as docs/certificates.md describes them.</summary>
internal static class LayerBytes
{
    public static byte[] Content(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static List<byte[]> ReadStates(string file)
    {
        var bytes = Content(file);
        List<byte[]> states = [];
        for (var at = 0; at < bytes.Length; at += 1 + (2 * bytes[at]))
        {
            states.Add(bytes[at..(at + 1 + (2 * bytes[at]))]);
        }

        return states;
    }

    public static byte[] Join(IEnumerable<byte[]> states) => [.. states.SelectMany(state => state)];

    public static void WriteStates(string file, List<byte[]> states) => WriteBytes(file, Join(states));

    public static void WriteBytes(string file, byte[] bytes)
    {
        using var stream = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        stream.Write(bytes);
    }
}
