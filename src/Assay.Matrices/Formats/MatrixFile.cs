using Assay.Claims;
using Assay.Running;

namespace Assay.Matrices.Formats;

/// <summary>Chooses the reader for a file.</summary>
internal static class MatrixFile
{
    /// <summary>The most entries that are held one by one: 256 MiB of doubles.</summary>
    public const long MostEntries = 1L << 25;

    /// <summary>The most rows, and the most columns, of a sparse matrix.</summary>
    public const long MostLines = 1L << 22;

    private const long MostBytesOfText = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <exception cref="MatrixException">It is missing, or holds no matrix of finite real numbers.</exception>
    public static Matrix Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MatrixException(NearestPath.Missing(path));
        }

        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".NPY" => NpyReader.Read(path),
                ".MTX" or ".MM" => MatrixMarketReader.Read(path, Lines(path)),
                _ => StartsWith(path, NpyHeader.Magic) ? NpyReader.Read(path)
                    : StartsWith(path, "PK"u8) ? throw new MatrixException(new Problem(Place.Whole(path), "This is an archive, such as .npz or .xlsx, and no matrix.", "Store one matrix: numpy.save('A.npy', array)"))
                    : StartsWith(path, "%%MatrixMarket"u8) ? MatrixMarketReader.Read(path, Lines(path))
                    : DelimitedReader.Read(path, Lines(path)),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MatrixException(new Problem(Place.Whole(path), $"It cannot be read: {exception.Message}"));
        }
    }

    /// <summary>Refuses a matrix of so many entries where it would be held entry by entry.</summary>
    /// <exception cref="MatrixException">It is too large.</exception>
    public static void CheckSize(Place place, long rows, long columns)
    {
        if (rows > 0 && columns > MostEntries / rows)
        {
            var gigabytes = rows * (double)columns * sizeof(double) / (1 << 30);
            throw new MatrixException(new Problem(
                place, FormattableString.Invariant($"{rows:N0} by {columns:N0} entries would take {gigabytes:N1} GiB of memory, and elimination as much again."),
                FormattableString.Invariant($"Up to {MostEntries:N0} entries are looked at, zeros included.")));
        }

        CheckLines(place, rows, columns, MostEntries);
    }

    /// <summary>Refuses a matrix of so many rows or columns, however few entries they have.</summary>
    /// <exception cref="MatrixException">It is too large.</exception>
    public static void CheckLines(Place place, long rows, long columns, long most)
    {
        if (Math.Max(rows, columns) > most)
        {
            throw new MatrixException(new Problem(
                place, FormattableString.Invariant($"It has {rows:N0} rows and {columns:N0} columns, and up to {most:N0} of each are looked at."), "Leave out those in which every entry is zero."));
        }
    }

    private static IEnumerable<string> Lines(string path) => new FileInfo(path).Length <= MostBytesOfText ? File.ReadLines(path)
        : throw new MatrixException(new Problem(Place.Whole(path), "The text is longer than a gibibyte.", "Store it as .npy."));

    private static bool StartsWith(string path, ReadOnlySpan<byte> start)
    {
        using var file = File.OpenRead(path);
        var read = new byte[start.Length];
        return file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length && start.SequenceEqual(read);
    }
}
