using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;

namespace Assay.LanguageModels.Models.Recordings;

/// <summary>Requests and their replies, each request once. Files are either appended to line by line, or compressed and sorted.</summary>
internal sealed class Recording
{
    /// <summary>How long a file may be when it is not compressed, in bytes.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>How the names of compressed files end.</summary>
    public const string CompressedEnd = ".replies.gz";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);
    private readonly ConcurrentDictionary<string, RecordedReply> _records = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _records.Count;

    /// <summary>The models that answered, by name.</summary>
    public IReadOnlyList<string> Models => [.. _records.Values.Select(record => record.Model).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The addresses of the endpoints that a model answered at, as far as they are known.</summary>
    public IReadOnlyList<string> Addresses(string model) =>
        [.. _records.Values.Where(record => record.Model == model).Select(record => record.Address).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>In which ways a model was asked: all that its recorded replies were drawn by.</summary>
    public IReadOnlyList<(PromptForm Form, int Seed, int MostTokens)> Ways(string model) =>
        [.. _records.Values.Where(record => record.Model == model).Select(record => (record.Form, record.Seed, record.MostTokens)).Distinct().Order()];

    /// <summary>What about the replies of a model readers have to know; null for nothing.</summary>
    public string? Remark(string model) =>
        _records.Values.FirstOrDefault(record => record.Model == model && record.Reply.Without is not null)?.Reply.Without is { } parts ? Remarks.Without(parts) : null;

    /// <summary>The reply to a request; null if it is not recorded.</summary>
    public Reply? Find(string key) => _records.GetValueOrDefault(key)?.Reply;

    /// <summary>The command that would add to a file; a compressed one can't be appended to.</summary>
    public static string Command(string path) =>
        $"assay model ... --endpoint URL --model NAME --record {(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? "FILE" : path)}";

    /// <summary>Adds a record.</summary>
    /// <exception cref="ModelException">There is another reply to the same request.</exception>
    public void Add(string key, RecordedReply record)
    {
        if (!_records.TryAdd(key, record) && ReplyLine.Write(_records[key]) != ReplyLine.Write(record))
            throw new ModelException($"A recording holds two replies of {record.Model} to one request. Record it anew.");
    }

    /// <summary>Adds all records of another recording.</summary>
    /// <exception cref="ModelException">There is another reply to the same request, or a model of the same name at another address.</exception>
    public void AddAll(Recording other)
    {
        foreach (var model in other.Models)
        {
            if (Addresses(model).Union(other.Addresses(model)).ToList() is { Count: > 1 } several)
                throw new ModelException($"The recordings hold replies of {model} from {string.Join(" and ", several)}: two models under one name. Put each into a file of its own.");
        }

        foreach (var (key, record) in other._records)
        {
            Add(key, record);
        }
    }

    /// <summary>Loads a file of either kind. The last record of one that was appended to may be torn: it is left out.</summary>
    /// <exception cref="ModelException">There is no such file, or it is none, damaged or too long.</exception>
    public static Recording Load(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = Content(path, file, out var isCompressed);
            var (recording, whole) = Read(path, content);
            return isCompressed && whole < content.Length ? throw new InvalidDataException("its last record is torn.") : recording;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ModelException($"The recording {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Loads an open file that was appended to, and tells how many of its bytes are whole records.</summary>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="ModelException">It is no recording, or one that is compressed, damaged or too long.</exception>
    public static (Recording Recording, long Whole) LoadLog(string path, FileStream file)
    {
        var content = Content(path, file, out var isCompressed);
        return isCompressed ? throw new ModelException($"{path} is compressed and can't be appended to. Record into another file.") : Read(path, content);
    }

    /// <summary>Writes all records, sorted and compressed: the same records give the same bytes with the same version of .NET.</summary>
    /// <param name="path">The file; one that is there is replaced when all is written.</param>
    /// <exception cref="ModelException">The name does not end as it should, or the file can't be written.</exception>
    public void Save(string path)
    {
        if (!path.EndsWith(CompressedEnd, StringComparison.Ordinal))
            throw new ModelException($"The name of a compressed recording ends in {CompressedEnd}; {path} does not.");
        try
        {
            var unfinished = path + ".unfinished";
            Write(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The recording {path} can't be written: {exception.Message}", exception);
        }
    }

    private void Write(string path)
    {
        using var compressed = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        foreach (var (_, record) in _records.OrderBy(pair => pair.Value.Model, StringComparer.Ordinal).ThenBy(pair => pair.Value.Prompt, StringComparer.Ordinal).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            compressed.Write(Encoding.GetBytes(ReplyLine.Write(record) + "\n"));
    }

    private static (Recording Recording, long Whole) Read(string path, byte[] content)
    {
        var recording = new Recording();
        var start = 0;
        for (var number = 1; start < content.Length; number++)
        {
            var end = Array.IndexOf(content, (byte)'\n', start);
            var record = end < 0 ? null : ReplyLine.Read(Encoding.GetString(content, start, end - start));
            if (record is null && (end < 0 || end == content.Length - 1) && ReplyLine.MayBegin(content.AsSpan(start)))
                break;
            if (record is null && start == 0 && !ReplyLine.MayBegin(content))
                throw new ModelException($"{path}, line 1: this is no recorded reply, so the file is no recording.");
            if (record is null)
                throw new ModelException($"{path}, line {number}: the record is damaged. Remove the line, and record what it held anew.");
            recording.Add(record.Key(), record);
            start = end + 1;
        }

        return (recording, start);
    }

    private static byte[] Content(string path, Stream file, out bool isCompressed)
    {
        file.Position = 0;
        isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!isCompressed)
            return Bytes(path, file);

        using var stream = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var content = Bytes(path, stream);

        // The end tells the length of what was compressed, by RFC 1952, 2.3.1; the stream does not look.
        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Seek(-length.Length, SeekOrigin.End);
        file.ReadExactly(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length) == content.Length
            ? content
            : throw new InvalidDataException("its end is missing.");
    }

    private static byte[] Bytes(string path, Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (content.Length + read > MostBytes)
                throw new ModelException($"{path} holds more than {MostBytes >> 20} MB: no recording is that long.");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
