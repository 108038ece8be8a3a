using System.Buffers.Binary;
using System.Text.Json;
using Assay.Claims;

namespace Assay.Training.Parameters;

/// <summary>The header of a file of safetensors, checked: every byte behind it belongs to exactly one tensor.</summary>
/// <param name="Start">How many bytes stand before the numbers.</param>
/// <param name="Entries">The tensors in the order of their bytes.</param>
/// <param name="Metadata">Texts about them.</param>
internal sealed record SafetensorsHeader(long Start, IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The entry of the header that is no tensor.</summary>
    public const string MetadataName = "__metadata__";

    private const long MostHeader = 100_000_000;

    // PyTorch's batch normalisation counts batches in whole numbers of 64 bits, which no function depends on.
    private const string CountName = "num_batches_tracked";
    private const string CountType = "I64";

    private static readonly string[] Types = Enum.GetNames<TensorType>();

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="TrainingException">It is malformed, or does not fit the length of the file.</exception>
    public static SafetensorsHeader Read(string path, FileStream file)
    {
        var start = new byte[sizeof(long)];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
        {
            throw Wrong(path, $"It has {file.Length} bytes, and the length of the header alone takes 8.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (start is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            throw Wrong(path, "It is a zip archive, as torch.save writes it, and no file of safetensors.", "Save it again: safetensors.torch.save_file(model.state_dict(), \"net.safetensors\").");
        }

        if (length > MostHeader)
        {
            throw Wrong(path, FormattableString.Invariant($"Its header would have {length:N0} bytes, and the format allows {MostHeader:N0}."), "It may be no file of safetensors.");
        }

        if ((long)length > file.Length - start.Length)
        {
            throw Wrong(path, $"Its header has {length} bytes, and only {file.Length - start.Length} are left.", "It was cut short; copy it again.");
        }

        var text = new byte[length];
        file.ReadExactly(text);
        if (text is not [(byte)'{', ..])
        {
            throw Wrong(path, "Its header does not start with '{'.");
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Checked(path, json.RootElement, start.Length + (long)length, file.Length);
        }
        catch (JsonException exception)
        {
            throw Wrong(path, $"Its header is no JSON, or names something twice: {exception.Message}");
        }
    }

    private static SafetensorsHeader Checked(string path, JsonElement root, long start, long length)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        List<SafetensorsEntry> entries = [];
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name != MetadataName)
            {
                entries.Add(Entry(path, property.Name, property.Value));
                continue;
            }

            if (property.Value.ValueKind != JsonValueKind.Object || property.Value.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.String))
            {
                throw Wrong(path, $"Its {MetadataName} is no map from texts to texts.");
            }

            metadata = property.Value.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal);
        }

        entries = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        CheckCover(path, entries, length - start);
        return new SafetensorsHeader(start, [.. entries.Where(entry => !IsCount(entry.Name))], metadata);
    }

    private static SafetensorsEntry Entry(string path, string name, JsonElement value)
    {
        var shown = CallSplitter.Shown(name);
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 3
            || !value.TryGetProperty("dtype", out var dtype) || !value.TryGetProperty("shape", out var shape) || !value.TryGetProperty("data_offsets", out var offsets))
        {
            throw Wrong(path, $"The tensor '{shown}' does not have exactly dtype, shape and data_offsets.");
        }

        var typeName = dtype.ValueKind == JsonValueKind.String ? dtype.GetString()! : "";
        var isCount = typeName == CountType && IsCount(name);
        if (!Types.Contains(typeName) && !isCount)
        {
            throw Wrong(path, $"The tensor '{shown}' is of type '{CallSplitter.Shown(typeName)}'.", $"Read are {string.Join(", ", Types)}.");
        }

        // Counts of batches are left out; until then they have a type of the same width.
        var type = isCount ? TensorType.F64 : Enum.Parse<TensorType>(typeName);
        var sizes = Numbers(shape);
        if (sizes is null || sizes.Exists(size => size > int.MaxValue))
        {
            throw Wrong(path, $"The shape of the tensor '{shown}' is no list of sizes.");
        }

        if (Numbers(offsets) is not [var begin, var end] || begin > end)
        {
            throw Wrong(path, $"The data_offsets of the tensor '{shown}' are no beginning and end.");
        }

        var count = MemoryLimit.Product(sizes);
        var size = TensorBytes.Size(type);
        return count <= long.MaxValue / size && count * size == end - begin ? new SafetensorsEntry(name, type, [.. sizes.Select(one => (int)one)], count, begin, end)
            : throw Wrong(path, $"The tensor '{shown}' of shape [{string.Join(", ", sizes)}] in {typeName} does not take {end - begin} bytes.");
    }

    private static void CheckCover(string path, List<SafetensorsEntry> entries, long bytes)
    {
        var (at, before) = (0L, "the header");
        foreach (var entry in entries)
        {
            var name = CallSplitter.Shown(entry.Name);
            if (entry.Begin != at)
            {
                throw Wrong(path, entry.Begin < at ? $"The tensors {before} and '{name}' overlap." : $"{entry.Begin - at} bytes between {before} and '{name}' belong to no tensor.");
            }

            if (entry.End > bytes)
            {
                throw Wrong(path, $"The tensor '{name}' ends at byte {entry.End}, and there are {bytes}.", "It was cut short; copy it again.");
            }

            (at, before) = (entry.End, $"'{name}'");
        }

        if (at != bytes)
        {
            throw Wrong(path, $"{bytes - at} bytes behind {before} belong to no tensor.");
        }
    }

    private static bool IsCount(string name) => name == CountName || name.EndsWith($".{CountName}", StringComparison.Ordinal);

    private static List<long>? Numbers(JsonElement list)
    {
        List<long> numbers = [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static TrainingException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
