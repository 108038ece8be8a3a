using System.Text;
using Assay.Claims;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Writes the files that users ask for, whole or not at all.</summary>
internal static class WholeFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Tells before any work is done whether a file can be written; leaves nothing behind.</summary>
    /// <returns>Why not, as one sentence, or null.</returns>
    public static string? Refuses(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return "the name is empty.";
        try
        {
            if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
                return "it is a folder.";

            // A device or a link would be replaced by a file.
            if (Path.Exists(path) && (new FileInfo(path).LinkTarget is not null || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)))
                return "it is no ordinary file.";
            return WritableFolder.Refuses(FolderOf(path));
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            return "no file can have this name.";
        }
    }

    /// <summary>Writes the text as UTF-8, in a folder that is made where it is missing.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public static Problem? Save(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(FolderOf(path));
            AtomicFile.Write(path, Utf8.GetBytes(text));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Problem(Place.Whole(path), $"It cannot be written: {exception.Message}", "Make room, or name another file.");
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
