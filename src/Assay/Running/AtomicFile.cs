namespace Assay.Running;

/// <summary>Writes files that are there whole or not at all: into a new file beside, which then takes the name.</summary>
public static class AtomicFile
{
    /// <summary>Writes the bytes; what had this name is replaced.</summary>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <param name="bytes">What it is to hold.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                stream.Write(bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
