using System.Buffers.Binary;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>Arrays as NumPy stores them (NumPy Enhancement Proposal 1, versions 1 to 3). Objects are never unpickled.</summary>
internal static class NpyReader
{
    private const int MostBytesAtOnce = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="MatrixException">It holds no matrix of finite real numbers.</exception>
    public static Matrix Read(string path)
    {
        var length = new FileInfo(path).Length;
        var header = NpyHeader.Read(path);
        var (type, bytes, start) = (header.Type, header.Bytes, header.Start);
        var (rows, columns) = Shape(path, header.Sizes);
        MatrixFile.CheckSize(Place.Whole(path), rows, columns);
        var wanted = start + ((long)rows * columns * bytes);
        if (length != wanted)
        {
            throw Wrong(path, string.Create(CultureInfo.InvariantCulture, $"It has {length:N0} bytes, and {rows} by {columns} entries of {bytes} bytes need {wanted:N0}."), length < wanted ? "It was cut short; copy it again." : null);
        }

        if (rows * columns == 0)
        {
            return Matrix.OfDoubles(rows, columns, []);
        }

        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewStream(start, wanted - start, MemoryMappedFileAccess.Read);
        int At(int i) => header.IsColumns ? (i % rows * columns) + (i / rows) : i;
        return type is 'i' or 'u' && bytes == 8 ? Whole(view, rows, columns, type == 'i', header.IsBig, At) : Doubles(path, view, rows, columns, header, At);
    }

    // Whole numbers of 64 bits need not be doubles.
    private static Matrix Whole(Stream view, int rows, int columns, bool isSigned, bool isBig, Func<int, int> place)
    {
        var entries = new Rational[rows * columns];
        Each(view, entries.Length, 8, (i, bytes) =>
        {
            var bits = isBig ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            entries[place(i)] = Rational.Of(isSigned ? (BigInteger)(long)bits : bits);
        });
        return Matrix.OfRationals(rows, columns, entries);
    }

    private static Matrix Doubles(string path, Stream view, int rows, int columns, NpyHeader header, Func<int, int> place)
    {
        var entries = new double[rows * columns];
        Each(view, entries.Length, header.Bytes, (i, bytes) =>
        {
            var value = header.Value(bytes);
            if (header.Type == 'b' && value > 1)
            {
                throw Wrong(path, string.Create(CultureInfo.InvariantCulture, $"The entry in row {(place(i) / columns) + 1}, column {(place(i) % columns) + 1} is the byte {value}, and those of truth values are 0 and 1."));
            }

            entries[place(i)] = double.IsFinite(value) ? value : throw Wrong(
                path,
                string.Create(CultureInfo.InvariantCulture, $"The entry in row {(place(i) / columns) + 1}, column {(place(i) % columns) + 1} is {(double.IsNaN(value) ? "not a number" : "infinite")}."),
                "Entries are finite real numbers.");
        });
        return Matrix.OfDoubles(rows, columns, entries, Stored(header.Type, header.Bytes));
    }

    private static FloatType? Stored(char type, int bytes) => (type, bytes) switch
    {
        ('f', 4) => FloatType.Single,
        ('f', 2) => FloatType.Half,
        _ => null,
    };

    private static void Each(Stream view, int count, int size, Action<int, byte[]> take)
    {
        using var buffered = new BufferedStream(view, MostBytesAtOnce);
        var bytes = new byte[size];
        for (var i = 0; i < count; i++)
        {
            buffered.ReadExactly(bytes);
            take(i, bytes);
        }
    }

    private static (int Rows, int Columns) Shape(string path, IReadOnlyList<long> sizes)
    {
        if (sizes.Count != 2)
        {
            throw Wrong(path, $"It has {sizes.Count} {(sizes.Count == 1 ? "dimension" : "dimensions")}; a matrix has two.", sizes.Count == 1 ? "Store a column: array.reshape(-1, 1)" : null);
        }

        MatrixFile.CheckSize(Place.Whole(path), sizes[0], sizes[1]);
        return ((int)sizes[0], (int)sizes[1]);
    }

    private static MatrixException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
