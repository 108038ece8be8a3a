using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Claims;
using Assay.Matrices;
using Assay.Matrices.Formats;
using Assay.Running;

namespace Assay.Training.Parameters;

/// <summary>Arrays in NumPy's format (NumPy Enhancement Proposal 1). Read is every version, order and real type; written version 1.0, in C order and little-endian.</summary>
public static class NpyFile
{
    private const int BytesAtOnce = 1 << 16;

    // The entries start at a multiple of this, as the format asks.
    private const int Alignment = 64;

    /// <summary>Reads an array; numbers are rounded to <typeparamref name="T"/>, and may be infinite or not numbers.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="TrainingException">It is missing, no array of real numbers, cut short, or too large.</exception>
    public static NpyArray<T> Read<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!File.Exists(path))
        {
            throw new TrainingException(NearestPath.Missing(path));
        }

        try
        {
            var header = NpyHeader.Read(path);
            MemoryLimit.Check(Place.Whole(path), MemoryLimit.Product(header.Sizes), Marshal.SizeOf<T>());
            return new NpyArray<T>([.. header.Sizes.Select(size => (int)Math.Min(size, int.MaxValue))], Values<T>(path, header, (int)MemoryLimit.Product(header.Sizes)));
        }
        catch (MatrixException exception)
        {
            throw new TrainingException(exception.Problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, $"It cannot be read: {exception.Message}");
        }
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">The sizes do not fit the number of values, or the type is another.</exception>
    public static void Write<T>(string path, IReadOnlyList<int> sizes, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new ArgumentException($"Arrays of float or double are written, not of {typeof(T).Name}.");
        }

        if (sizes.Any(size => size < 0) || MemoryLimit.Product(sizes.Select(size => (long)size)) != values.Length)
        {
            throw new ArgumentException($"Sizes [{string.Join(", ", sizes)}] do not fit {values.Length} values.", nameof(sizes));
        }

        var shape = sizes.Count == 1 ? $"({sizes[0]},)" : $"({string.Join(", ", sizes)})";
        var text = $"{{'descr': '<f{Marshal.SizeOf<T>()}', 'fortran_order': False, 'shape': {shape}, }}";
        var before = NpyHeader.Magic.Length + 4;
        var padding = Alignment - ((before + text.Length + 1) % Alignment);
        var header = Encoding.ASCII.GetBytes(text + new string(' ', padding % Alignment) + "\n");
        using var file = File.Create(path);
        file.Write(NpyHeader.Magic);
        file.Write([1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        file.Write(header);
        LittleEndian.Write(file, values);
    }

    private static T[] Values<T>(string path, NpyHeader header, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var file = File.OpenRead(path);
        var wanted = header.Start + ((long)count * header.Bytes);
        if (file.Length != wanted)
        {
            throw Wrong(
                path,
                string.Create(CultureInfo.InvariantCulture, $"It has {file.Length:N0} bytes, and {count:N0} entries of {header.Bytes} bytes need {wanted:N0}."),
                file.Length < wanted ? "It was cut short; copy it again." : null);
        }

        file.Position = header.Start;
        var values = new T[count];
        var bytes = new byte[BytesAtOnce / header.Bytes * header.Bytes];
        for (var done = 0; done < count;)
        {
            var part = Math.Min(bytes.Length / header.Bytes, count - done);
            file.ReadExactly(bytes.AsSpan(0, part * header.Bytes));
            for (var i = 0; i < part; i++)
            {
                values[done + i] = T.CreateSaturating(header.Value(bytes.AsSpan(i * header.Bytes, header.Bytes)));
            }

            done += part;
        }

        return header.IsColumns ? RowMajor(values, [.. header.Sizes.Select(size => (int)size)]) : values;
    }

    private static T[] RowMajor<T>(T[] values, int[] sizes)
    {
        var ordered = new T[values.Length];
        var index = new int[sizes.Length];
        foreach (var value in values)
        {
            var place = 0;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                place = (place * sizes[axis]) + index[axis];
            }

            ordered[place] = value;
            for (var axis = 0; axis < sizes.Length && ++index[axis] == sizes[axis]; axis++)
            {
                index[axis] = 0;
            }
        }

        return ordered;
    }

    private static TrainingException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
