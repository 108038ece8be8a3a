using Assay.Claims;

namespace Assay.Running;

/// <summary>Says which existing path a missing one was perhaps meant to be.</summary>
public static class NearestPath
{
    /// <summary>The problem that a path does not exist, with the nearest name that does.</summary>
    public static Problem Missing(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Directory.Exists(path)
            ? new Problem(Place.Whole(path), "This is a folder; a file is needed.")
            : new Problem(Place.Whole(path.Length > 0 ? path : "''"), "There is no such file or folder.", Suggest(path));
    }

    private static string? Suggest(string path)
    {
        var wanted = path.TrimEnd('/', Path.DirectorySeparatorChar);
        while (wanted.Length > 0)
        {
            var folder = Path.GetDirectoryName(wanted) ?? "";
            var searched = folder.Length == 0 ? "." : folder;
            if (Directory.Exists(searched))
            {
                var nearest = NearestSpelling.Of(Path.GetFileName(wanted), Names(searched));
                return nearest is null ? null : $"Did you mean '{Path.Combine(folder, nearest)}'?";
            }

            wanted = folder;
        }

        return null;
    }

    private static IEnumerable<string> Names(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true };
        return Directory.EnumerateFileSystemEntries(folder, "*", options)
            .Select(entry => Path.GetFileName(entry))
            .Order(StringComparer.Ordinal);
    }
}
