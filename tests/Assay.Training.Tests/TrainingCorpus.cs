using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Training.Tests;

/// <summary>Small networks with what PyTorch 1.13 computes for them in doubles.</summary>
internal static partial class TrainingCorpus
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora", "training");

    /// <summary>Skips the test where the reference cases are not there.</summary>
    public static void Require() => Assert.SkipUnless(Directory.Exists(Folder), "The reference cases of training are not there.");

    public static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement.GetProperty(name);

    public static double[] Doubles(string name) => Read<double>(name, "<f8");

    public static int[] Integers(string name) => [.. Read<long>(name, "<i8").Select(value => (int)value)];

    private static T[] Read<T>(string name, string type)
        where T : unmanaged
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name + ".npy"));
        var header = BitConverter.ToUInt16(bytes, 8);
        var text = Encoding.ASCII.GetString(bytes, 10, header);
        Assert.Contains(type, text, StringComparison.Ordinal);
        Assert.Contains("'fortran_order': False", text, StringComparison.Ordinal);
        var count = Sizes().Match(text).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Aggregate(1, (product, size) => product * int.Parse(size, CultureInfo.InvariantCulture));
        var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan(10 + header)).ToArray();
        Assert.Equal(count, values.Length);
        return values;
    }

    [GeneratedRegex(@"'shape': \(([0-9, ]*)\)")]
    private static partial Regex Sizes();
}
