using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>What the start of a NumPy file says (NumPy Enhancement Proposal 1, versions 1 to 3).</summary>
/// <param name="Type">The kind of the entries: f, i, u or b.</param>
/// <param name="Bytes">How many bytes one entry has.</param>
/// <param name="IsBig">Whether its first byte is the most significant one.</param>
/// <param name="IsColumns">Whether the first index moves fastest.</param>
/// <param name="Sizes">The shape.</param>
/// <param name="Start">How many bytes stand before the entries.</param>
internal sealed partial record NpyHeader(char Type, int Bytes, bool IsBig, bool IsColumns, IReadOnlyList<long> Sizes, int Start)
{
    private const int MostHeader = 1 << 16;
    private const string NoHeader = "Its header is not that of an array: descr, fortran_order and shape, each once.";

    private static readonly string[] Names = ["descr", "fortran_order", "shape"];

    /// <summary>How such a file starts.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the start of a file.</summary>
    /// <exception cref="MatrixException">It is no array of real numbers.</exception>
    public static NpyHeader Read(string path)
    {
        var (header, start) = Header(path);
        var members = Members(path, header.Trim());
        var (type, bytes, isBig) = TypeOf(path, members["descr"]);
        var isColumns = members["fortran_order"] switch { "True" => true, "False" => false, _ => throw Wrong(path, "Its fortran_order is neither True nor False.") };
        return new NpyHeader(type, bytes, isBig, isColumns, Shape(path, members["shape"]), start);
    }

    /// <summary>An entry as a double; whole numbers of 64 bits are rounded.</summary>
    public double Value(ReadOnlySpan<byte> bytes) => (Type, bytes.Length) switch
    {
        ('f', 8) => IsBig ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ('f', 4) => IsBig ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ('f', _) => (double)(IsBig ? BinaryPrimitives.ReadHalfBigEndian(bytes) : BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        ('i', 8) => IsBig ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ('i', 4) => IsBig ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ('i', 2) => IsBig ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ('i', _) => (sbyte)bytes[0],
        ('u', 8) => IsBig ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        ('u', 4) => IsBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ('u', 2) => IsBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
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

    // A dictionary as Python writes it.
    private static Dictionary<string, string> Members(string path, string header)
    {
        var members = new Dictionary<string, string>();
        var at = header.StartsWith('{') ? 1 : throw Wrong(path, NoHeader);
        for (var found = Member().Match(header, at); found.Success; found = Member().Match(header, at))
        {
            at = found.Index + found.Length;
            var (name, value) = (found.Groups["name"].Value, found.Groups["value"].Value);
            if (!Names.Contains(name) || !members.TryAdd(name, value))
            {
                throw Wrong(path, NoHeader);
            }

            // What records are made of is not read.
            if (value == "[")
            {
                throw Wrong(path, "Its entries are records.", "Store one number for each entry.");
            }
        }

        return members.Count == Names.Length && header[at..].Trim() == "}" ? members : throw Wrong(path, NoHeader);
    }

    private static (char Type, int Bytes, bool IsBig) TypeOf(string path, string description)
    {
        if (Description().Match(description) is not { Success: true } found)
        {
            throw Wrong(path, NoHeader);
        }

        var (order, type, rest) = (found.Groups[1].Value, found.Groups[2].Value[0], found.Groups[3].Value);
        var bytes = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
        return (type, bytes) switch
        {
            ('f', 2 or 4 or 8) or ('i' or 'u', 1 or 2 or 4 or 8) or ('b', 1) => (type, bytes, order == ">"),
            ('c', _) => throw Wrong(path, "Its entries are complex; only real ones are read."),
            ('O', _) => throw Wrong(path, "Its entries are Python objects, which are not read, since reading them can run anything.", "Store numbers: array.astype(float)"),
            ('f', > 0) => throw Wrong(path, "Its entries are long doubles, whose layout differs between processors.", "Store doubles: array.astype(float)"),
            _ => throw Wrong(path, $"Its entries are of type '{type}{rest}', which are no numbers.", "Store numbers: array.astype(float)"),
        };
    }

    private static long[] Shape(string path, string shape) => shape.StartsWith('(')
        ? [.. shape[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => long.TryParse(word.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw Wrong(path, $"Its shape has a size '{word}'."))]
        : throw Wrong(path, NoHeader);

    private static MatrixException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));

    [GeneratedRegex(@"\G\s*'(?<name>[^']*)'\s*:\s*(?:(?<value>'[^']*'|True|False|\([^()]*\))\s*(?:,|(?=\}))|(?<value>\[))")]
    private static partial Regex Member();

    [GeneratedRegex(@"^'([<>|=]?)([a-zA-Z])([^']*)'\z")]
    private static partial Regex Description();
}
