namespace Assay.Cli;

/// <summary>Tells before any work is done whether a folder can be written.</summary>
internal static class WritableFolder
{
    /// <summary>Tries the folder, or the nearest one above it that exists; leaves nothing behind.</summary>
    /// <returns>Why not, as one sentence, or null.</returns>
    public static string? Refuses(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            return "the name is empty.";
        try
        {
            var place = Path.GetFullPath(folder);
            while (!Directory.Exists(place))
            {
                if (File.Exists(place))
                    return $"{(place == Path.GetFullPath(folder) ? "it" : $"'{place}'")} is a file.";
                if (Path.GetDirectoryName(place) is not { } above)
                    return "there is no such place.";
                place = above;
            }

            using var probe = new FileStream(Path.Combine(place, $".assay-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "access is denied.";
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            return "files cannot be made there.";
        }
    }
}
