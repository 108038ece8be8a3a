using System.Buffers.Binary;
using System.Text;
using Assay.TestSupport;

namespace Assay.Training.Tests.Data;

/// <summary>Reference cases beside the repository, where they are present.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora");

    /// <summary>The path of a file, or the test is skipped.</summary>
    public static string PathOf(params string[] parts)
    {
        var path = Path.Combine([Folder, .. parts]);
        Assert.SkipUnless(File.Exists(path), "skipped: no reference cases");
        return path;
    }

    /// <summary>The 64-bit numbers of a plain array, read without any of the readers under test.</summary>
    public static double[] Doubles(string name, string folder = "training")
    {
        var bytes = File.ReadAllBytes(PathOf(folder, name));
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var isWhole = Encoding.ASCII.GetString(bytes, 0, start).Contains("<i8", StringComparison.Ordinal);
        var values = new double[(bytes.Length - start) / 8];
        for (var i = 0; i < values.Length; i++)
        {
            var number = bytes.AsSpan(start + (8 * i));
            values[i] = isWhole ? BinaryPrimitives.ReadInt64LittleEndian(number) : BinaryPrimitives.ReadDoubleLittleEndian(number);
        }

        return values;
    }
}
