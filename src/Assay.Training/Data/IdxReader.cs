using System.Buffers.Binary;
using System.IO.Compression;
using Assay.Claims;

namespace Assay.Training.Data;

/// <summary>
/// Images and labels in the IDX format of MNIST (Y. LeCun, C. Cortes and C. Burges, 1998) and Fashion-MNIST (H. Xiao, K. Rasul and
/// R. Vollgraf, 2017): bytes behind a header of big-endian numbers, as such or compressed by gzip.
/// </summary>
public static class IdxReader
{
    private const int Labels = 0x0801;
    private const int Images = 0x0803;
    private const int Classes = 10;

    /// <summary>
    /// Reads <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
    /// <c>t10k-labels-idx1-ubyte</c>, also with a dot before <c>idx</c>, also with <c>.gz</c>. Inputs are [1, rows, columns],
    /// bytes divided by 255.
    /// </summary>
    /// <exception cref="TrainingException">A file is missing or broken; the text says which one and how.</exception>
    public static Split Read(string folder) => new(Part(folder, "train"), Part(folder, "t10k"));

    private static Dataset Part(string folder, string part)
    {
        var (imagePath, labelPath) = (Find(folder, $"{part}-images", "idx3-ubyte"), Find(folder, $"{part}-labels", "idx1-ubyte"));
        var (labelSizes, labels) = Bytes(labelPath, Labels);
        var (sizes, pixels) = Bytes(imagePath, Images);
        if (sizes[0] != labelSizes[0])
        {
            throw Wrong(imagePath, $"It has {sizes[0]} images, and {Path.GetFileName(labelPath)} has {labelSizes[0]} labels.", "Take both from the same source.");
        }

        var high = Array.FindIndex(labels, label => label >= Classes);
        if (high >= 0)
        {
            throw Wrong(labelPath, $"Label {high} is {labels[high]}; labels are from 0 to 9.");
        }

        return sizes[0] > 0 && pixels.Length > 0
            ? new Dataset([1, sizes[1], sizes[2]], Array.ConvertAll(pixels, pixel => pixel / 255f), Array.ConvertAll(labels, label => (int)label), Classes)
            : throw Wrong(imagePath, "There is no image in it.");
    }

    private static string Find(string folder, string name, string kind)
    {
        string[] spellings = [$"{name}-{kind}", $"{name}.{kind}", $"{name}-{kind}.gz", $"{name}.{kind}.gz"];
        return spellings.Select(spelling => Path.Combine(folder, spelling)).FirstOrDefault(File.Exists)
            ?? throw Wrong(
                folder,
                Directory.Exists(folder) ? $"The file {spellings[0]} (or .gz) is not in this folder." : $"There is no such folder; it should hold {spellings[0]} (or .gz).",
                "Fashion-MNIST is in the Debian package dataset-fashion-mnist; MNIST is on mirrors of yann.lecun.com/exdb/mnist.");
    }

    private static (int[] Sizes, byte[] Values) Bytes(string path, int magic)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            var found = Number(stream);
            if (found != magic)
            {
                throw Wrong(path, $"It starts with 0x{found:X8}, and a file of {(magic == Images ? "images" : "labels")} starts with 0x{magic:X8}.");
            }

            var sizes = new int[magic & 0xFF];
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                sizes[axis] = Number(stream);
                if (sizes[axis] < 0)
                {
                    throw Wrong(path, $"Its header has the size {sizes[axis]}.");
                }
            }

            var count = MemoryLimit.Product(sizes.Select(size => (long)size));
            MemoryLimit.Check(Place.Whole(path), count, sizeof(float));
            if (stream == file && file.Length != file.Position + count)
            {
                throw Wrong(path, $"Its header asks for {count} bytes behind it, and there are {file.Length - file.Position}.", "Fetch it again.");
            }

            var values = new byte[count];
            stream.ReadExactly(values);
            return stream.ReadByte() < 0 ? (sizes, values) : throw Wrong(path, $"There is more behind the {count} bytes that its header asks for.");
        }
        catch (EndOfStreamException)
        {
            throw Wrong(path, "It ends too early.", "It was cut short; fetch it again.");
        }
        catch (InvalidDataException)
        {
            throw Wrong(path, "It is not compressed as gzip does.", "Fetch it again, or rename it if it is not compressed.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, $"It cannot be read: {exception.Message}");
        }
    }

    private static int Number(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private static TrainingException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
