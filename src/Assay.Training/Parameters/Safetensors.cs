using System.Text.Json;
using Assay.Claims;
using Assay.Running;

namespace Assay.Training.Parameters;

/// <summary>
/// Files of safetensors (Hugging Face, format of 2022): eight bytes with the length of a header in JSON, the header, then the
/// numbers. Nothing in them can be run. Read and written are tensors of F64, F32, F16 and BF16;
/// PyTorch's <c>num_batches_tracked</c> are left out.
/// </summary>
public static class Safetensors
{
    private const int BytesAtOnce = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It is missing or malformed; the text says what is wrong with which tensor.</exception>
    public static TensorFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException(NearestPath.Missing(path));
        }

        try
        {
            using var file = File.OpenRead(path);
            var header = SafetensorsHeader.Read(path, file);
            MemoryLimit.Check(Place.Whole(path), header.Entries.Sum(entry => entry.Count), sizeof(double));
            return new TensorFile([.. header.Entries.Select(entry => new Tensor(entry.Name, entry.Type, entry.Sizes, Values(file, header.Start, entry)))], header.Metadata);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException(new Problem(Place.Whole(path), $"It cannot be read: {exception.Message}"));
        }
    }

    /// <summary>Writes a file; values are rounded to the type of their tensor. Tensors of wider numbers stand first, so that all are aligned.</summary>
    /// <exception cref="ArgumentException">Sizes do not fit the values, or a name stands twice or is empty.</exception>
    public static void Write(string path, TensorFile content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var tensors = content.Tensors.OrderByDescending(tensor => TensorBytes.Size(tensor.Type)).ToList();
        Check(tensors);
        using var file = File.Create(path);
        var header = Header(tensors, content.Metadata);
        file.Write(BitConverter.IsLittleEndian ? BitConverter.GetBytes((long)header.Length) : [.. BitConverter.GetBytes((long)header.Length).Reverse()]);
        file.Write(header);
        var bytes = new byte[BytesAtOnce];
        foreach (var tensor in tensors)
        {
            var size = TensorBytes.Size(tensor.Type);
            foreach (var part in tensor.Values.Chunk(BytesAtOnce / size))
            {
                for (var i = 0; i < part.Length; i++)
                {
                    TensorBytes.Write(tensor.Type, part[i], bytes.AsSpan(i * size));
                }

                file.Write(bytes.AsSpan(0, part.Length * size));
            }
        }
    }

    private static double[] Values(FileStream file, long start, SafetensorsEntry entry)
    {
        file.Position = start + entry.Begin;
        var (values, size) = (new double[entry.Count], TensorBytes.Size(entry.Type));
        var bytes = new byte[BytesAtOnce];
        for (var done = 0; done < values.Length;)
        {
            var part = Math.Min(BytesAtOnce / size, values.Length - done);
            file.ReadExactly(bytes.AsSpan(0, part * size));
            for (var i = 0; i < part; i++)
            {
                values[done + i] = TensorBytes.Read(entry.Type, bytes.AsSpan(i * size));
            }

            done += part;
        }

        return values;
    }

    private static void Check(List<Tensor> tensors)
    {
        HashSet<string> names = [];
        foreach (var tensor in tensors)
        {
            if (tensor.Name.Length == 0 || tensor.Name == SafetensorsHeader.MetadataName || !names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name '{tensor.Name}' {(names.Contains(tensor.Name) ? "stands twice" : "is none for a tensor")}.", nameof(tensors));
            }

            if (tensor.Sizes.Any(size => size < 0) || MemoryLimit.Product(tensor.Sizes.Select(size => (long)size)) != tensor.Values.Length)
            {
                throw new ArgumentException($"Sizes [{string.Join(", ", tensor.Sizes)}] of '{tensor.Name}' do not fit {tensor.Values.Length} values.", nameof(tensors));
            }
        }
    }

    private static byte[] Header(List<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
                foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            var begin = 0L;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.ToString());
                WriteNumbers(json, "shape", tensor.Sizes.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [begin, begin += (long)tensor.Values.Length * TensorBytes.Size(tensor.Type)]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces, which the format allows there, make the numbers start at a multiple of eight bytes.
        while (memory.Length % sizeof(long) != 0)
        {
            memory.WriteByte((byte)' ');
        }

        return memory.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
