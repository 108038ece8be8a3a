namespace Assay.Running;

/// <summary>Lists Markdown files of a folder and the folders in it.</summary>
internal static class MarkdownFiles
{
    private static readonly HashSet<string> Skipped = ["bin", "obj", "node_modules"];

    /// <summary>
    /// All <c>*.md</c> files in ordinal order of their paths. Hidden folders, build output, <c>node_modules</c> and
    /// links are left out.
    /// </summary>
    public static IReadOnlyList<string> Under(string folder)
    {
        var files = new List<string>();
        Collect(new DirectoryInfo(folder), "", files);
        files.Sort(StringComparer.Ordinal);
        var prefix = folder is "." or "./" ? "" : folder.TrimEnd('/', Path.DirectorySeparatorChar) + "/";
        return [.. files.Select(file => prefix + file)];
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<string> files)
    {
        foreach (var entry in Entries(folder))
        {
            if (entry is DirectoryInfo inner)
            {
                if (!entry.Name.StartsWith('.') && !Skipped.Contains(entry.Name))
                    Collect(inner, $"{prefix}{entry.Name}/", files);
            }
            else if (entry.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase))
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
