using System.Buffers.Binary;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>Arrays as NumPy stores them (NumPy Enhancement Proposal 1, versions 1 to 3). Objects are never unpickled.</summary>
internal static partial class NpyReader
{
    private const int MostHeader = 1 << 16;
    private const int MostBytesAtOnce = 1 << 20;

    /// <summary>How such a file starts.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <exception cref="MatrixException">It holds no matrix of finite real numbers.</exception>
    public static Matrix Read(string path)
    {
        var length = new FileInfo(path).Length;
        var (header, start) = Header(path);
        var (type, bytes, isBig) = Type(path, header);
        var (rows, columns) = Shape(path, header);
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
        var isColumns = Order().Match(header).Groups[1].Value == "True";
        int At(int i) => isColumns ? (i % rows * columns) + (i / rows) : i;
        return type is 'i' or 'u' && bytes == 8 ? Whole(view, rows, columns, type == 'i', isBig, At) : Doubles(path, view, rows, columns, (type, bytes, isBig), At);
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

    private static Matrix Doubles(string path, Stream view, int rows, int columns, (char Type, int Bytes, bool IsBig) layout, Func<int, int> place)
    {
        var entries = new double[rows * columns];
        Each(view, entries.Length, layout.Bytes, (i, bytes) =>
        {
            var value = Value(layout.Type, bytes, layout.IsBig);
            entries[place(i)] = double.IsFinite(value) ? value : throw Wrong(
                path,
                string.Create(CultureInfo.InvariantCulture, $"The entry in row {(place(i) / columns) + 1}, column {(place(i) % columns) + 1} is {(double.IsNaN(value) ? "not a number" : "infinite")}."),
                "Entries are finite real numbers.");
        });
        return Matrix.OfDoubles(rows, columns, entries, Stored(layout.Type, layout.Bytes));
    }

    // Significands of 24 and 11 bits, where doubles have 53.
    private static (string Type, long Units)? Stored(char type, int bytes) => (type, bytes) switch
    {
        ('f', 4) => ("float32", 1L << 29),
        ('f', 2) => ("float16", 1L << 42),
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

    private static double Value(char type, byte[] bytes, bool isBig) => (type, bytes.Length) switch
    {
        ('f', 8) => isBig ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ('f', 4) => isBig ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ('f', _) => (double)(isBig ? BinaryPrimitives.ReadHalfBigEndian(bytes) : BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        ('i', 4) => isBig ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ('i', 2) => isBig ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ('i', _) => (sbyte)bytes[0],
        ('u', 4) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ('u', 2) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => bytes[0],
    };

    private static (string Text, int End) Header(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[12];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !Magic.SequenceEqual(start.AsSpan(0, Magic.Length)))
        {
            throw Wrong(path, "It does not start as a .npy file does.");
        }

        if (start[6] is < 1 or > 3)
        {
            throw Wrong(path, $"Version {start[6]}.{start[7]} of the format is not known.");
        }

        var (length, from) = start[6] == 1 ? (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)), 10) : (BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(8)), 12);
        if (length > MostHeader)
        {
            throw Wrong(path, "Its header is too long.");
        }

        var text = new byte[length];
        file.Position = from;
        return file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) == text.Length
            ? (Encoding.UTF8.GetString(text), from + text.Length)
            : throw Wrong(path, "Its header is cut short.");
    }

    private static (char Type, int Bytes, bool IsBig) Type(string path, string header)
    {
        if (Description().Match(header) is not { Success: true } found)
        {
            throw Wrong(path, "Its entries are records.", "Store one number for each entry.");
        }

        var (order, type, bytes) = (found.Groups[1].Value, found.Groups[2].Value[0], int.TryParse(found.Groups[3].Value, CultureInfo.InvariantCulture, out var size) ? size : 0);
        return (type, bytes) switch
        {
            ('f', 2 or 4 or 8) or ('i' or 'u', 1 or 2 or 4 or 8) or ('b', 1) => (type, bytes, order == ">"),
            ('c', _) => throw Wrong(path, "The matrix is complex; only real ones are answered."),
            ('O', _) => throw Wrong(path, "Its entries are Python objects, which are not read, since reading them can run anything.", "Store numbers: array.astype(float)"),
            ('f', _) => throw Wrong(path, "Its entries are long doubles, whose layout differs between processors.", "Store doubles: array.astype(float)"),
            _ => throw Wrong(path, $"Its entries are of type '{found.Groups[2].Value}{bytes}', which are no numbers.", "Store numbers: array.astype(float)"),
        };
    }

    private static (int Rows, int Columns) Shape(string path, string header)
    {
        if (Sizes().Match(header) is not { Success: true } found)
        {
            throw Wrong(path, "Its header has no shape.");
        }

        long[] sizes = [.. found.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => long.TryParse(word.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw Wrong(path, $"Its shape has a size '{word}'."))];
        if (sizes.Length != 2)
        {
            throw Wrong(path, $"It has {sizes.Length} {(sizes.Length == 1 ? "dimension" : "dimensions")}; a matrix has two.", sizes.Length == 1 ? "Store a column: array.reshape(-1, 1)" : null);
        }

        MatrixFile.CheckSize(Place.Whole(path), sizes[0], sizes[1]);
        return sizes.All(size => size <= int.MaxValue) ? ((int)sizes[0], (int)sizes[1]) : throw Wrong(path, "It has more than two thousand million rows or columns.");
    }

    private static MatrixException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]?)([a-zA-Z])(\d*)")]
    private static partial Regex Description();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Sizes();
}
