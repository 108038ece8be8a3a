namespace Assay.Reporting;

/// <summary>Names files for readers on other machines.</summary>
internal static class RelativeFile
{
    /// <summary>The path from a folder to a file below it, with <c>/</c> between its parts; null where the file is elsewhere.</summary>
    public static string? Under(string folder, string file)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(file));
        if (Path.IsPathRooted(relative) || relative is ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        return relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
