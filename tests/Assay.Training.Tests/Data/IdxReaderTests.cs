using System.Buffers.Binary;
using System.IO.Compression;
using Assay.TestSupport;
using Assay.Training.Data;

namespace Assay.Training.Tests.Data;

/// <summary>Images and labels in the format of MNIST, made by hand.</summary>
public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-idx", "")]
    [InlineData(".idx", "")]
    [InlineData("-idx", ".gz")]
    [InlineData(".idx", ".gz")]
    public void Both_spellings_are_read_compressed_or_not(string separator, string ending)
    {
        WriteAll(separator, ending);
        var split = IdxReader.Read(_folder.Root);
        Assert.Equal([1, 2, 3], split.Training.InputSizes);
        Assert.Equal((2, 1, 10), (split.Training.Count, split.Test.Count, split.Training.Classes));
        Assert.Equal([3, 9], split.Training.Labels!);
        Assert.Equal([0, 1 / 255f, 2 / 255f], split.Training.Inputs[..3]);
        Assert.Equal(1f, split.Test.Inputs[^1]);
    }

    [Fact]
    public void What_is_missing_is_named_with_its_folder()
    {
        WriteAll("-idx", "");
        File.Delete(_folder.At("t10k-labels-idx1-ubyte"));
        Assert.Equal(
            $"{_folder.Root}: The file t10k-labels-idx1-ubyte (or .gz) is not in this folder. Fashion-MNIST is in the Debian package dataset-fashion-mnist; MNIST is on mirrors of yann.lecun.com/exdb/mnist.",
            Message());
        Assert.StartsWith(
            $"{_folder.At("none")}: There is no such folder; it should hold train-images-idx3-ubyte",
            Assert.Throws<TrainingException>(() => IdxReader.Read(_folder.At("none"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_files_are_refused()
    {
        Broken("It ends too early.", Packed(Images(2)[..^1]), ".gz");
        Broken("It ends too early.", Images(2)[..10], "");
        Broken("Its header asks for 12 bytes behind it, and there are 11.", Images(2)[..^1], "");
        Broken("There is more behind the 12 bytes", Packed([.. Images(2), 7]), ".gz");
        Broken("It starts with 0x00000801, and a file of images starts with 0x00000803.", Labels(3, 9), "");
        Broken("It is not compressed as gzip does.", Images(2), ".gz");
        Broken("It has 3 images, and train-labels-idx1-ubyte has 2 labels.", Images(3), "");
        Broken("Its header has the size -1.", Header(0x0803, 2, -1, 3), "");
        Broken("numbers would take", Header(0x0803, int.MaxValue, int.MaxValue, int.MaxValue), "");
        Broken("There is no image in it.", Header(0x0803, 2, 0, 3), "");
        WriteAll("-idx", "");
        File.WriteAllBytes(_folder.At("train-labels-idx1-ubyte"), Labels(3, 10));
        Assert.Contains("Label 1 is 10; labels are from 0 to 9.", Message(), StringComparison.Ordinal);
    }

    private void Broken(string message, byte[] images, string ending)
    {
        WriteAll("-idx", "");
        File.Delete(_folder.At("train-images-idx3-ubyte"));
        File.Delete(_folder.At("train-images-idx3-ubyte.gz"));
        File.WriteAllBytes(_folder.At("train-images-idx3-ubyte" + ending), images);
        var text = Message();
        Assert.Contains("train-images-idx3-ubyte" + ending, text, StringComparison.Ordinal);
        Assert.Contains(message, text, StringComparison.Ordinal);
    }

    private string Message() => Assert.Throws<TrainingException>(() => IdxReader.Read(_folder.Root)).Message;

    private void WriteAll(string separator, string ending)
    {
        void Write(string name, string kind, byte[] bytes) => File.WriteAllBytes(_folder.At($"{name}{separator}{kind}-ubyte{ending}"), ending == ".gz" ? Packed(bytes) : bytes);
        Write("train-images", "3", Images(2));
        Write("train-labels", "1", Labels(3, 9));
        Write("t10k-images", "3", [.. Header(0x0803, 1, 2, 3), 0, 0, 0, 0, 0, 255]);
        Write("t10k-labels", "1", Labels(0));
    }

    private static byte[] Images(int count) => [.. Header(0x0803, count, 2, 3), .. Enumerable.Range(0, 6 * count).Select(i => (byte)i)];

    private static byte[] Labels(params byte[] labels) => [.. Header(0x0801, labels.Length), .. labels];

    private static byte[] Header(params int[] numbers) => [.. numbers.SelectMany(number => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(number)))];

    private static byte[] Packed(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionMode.Compress))
        {
            packed.Write(bytes);
        }

        return memory.ToArray();
    }
}
