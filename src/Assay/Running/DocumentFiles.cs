namespace Assay.Running;

/// <summary>Lists files of a folder and the folders in it that may hold claims.</summary>
internal static class DocumentFiles
{
    private static readonly HashSet<string> Skipped = ["bin", "obj", "node_modules"];

    /// <summary>
    /// All files with one of the extensions in ordinal order of their paths. Hidden folders, build output, <c>node_modules</c> and
    /// links are left out.
    /// </summary>
    public static IReadOnlyList<string> Under(string folder, IReadOnlyCollection<string> extensions)
    {
        var files = new List<string>();
        Collect(new DirectoryInfo(folder), "", extensions, files);
        files.Sort(StringComparer.Ordinal);
        var prefix = folder is "." or "./" ? "" : folder.TrimEnd('/', Path.DirectorySeparatorChar) + "/";
        return [.. files.Select(file => prefix + file)];
    }

    private static void Collect(DirectoryInfo folder, string prefix, IReadOnlyCollection<string> extensions, List<string> files)
    {
        foreach (var entry in Entries(folder))
        {
            if (entry is DirectoryInfo inner)
            {
                if (!entry.Name.StartsWith('.') && !Skipped.Contains(entry.Name))
                    Collect(inner, $"{prefix}{entry.Name}/", extensions, files);
            }
            else if (extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
            {
                files.Add(prefix + entry.Name);
            }
        }
    }

    // A folder may vanish meanwhile, or be of a kind that cannot be listed.
    private static List<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", options)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
