namespace Assay.Cli;

/// <summary>Where the user's own caches lie, by the customs of each system.</summary>
internal static class CacheFolder
{
    /// <summary>Assay's folder there; null where the environment names none.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    public static string? Of(Func<string, string?> variable)
    {
        // The XDG Base Directory Specification: what is relative is ignored.
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given))
            return Path.Combine(given, "assay");
        if (OperatingSystem.IsWindows())
            return variable("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, "assay", "cache") : null;
        if (variable("HOME") is not { Length: > 0 } home || !Path.IsPathRooted(home))
            return null;
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "assay") : Path.Combine(home, ".cache", "assay");
    }

    /// <summary>Whether a folder lies outside of what comes with claims: their folders, or the working copies that these belong to.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="places">The current folder, and the files of claims.</param>
    public static bool IsApart(string folder, IEnumerable<string> places)
    {
        var own = WithEnd(Path.GetFullPath(folder));
        return places.Select(place => Directory.Exists(place) ? place : Path.GetDirectoryName(Path.GetFullPath(place))!).Distinct()
            .All(place => !own.StartsWith(WithEnd(WorkingCopy(Path.GetFullPath(place)) ?? Path.GetFullPath(place)), StringComparison.Ordinal));
    }

    private static string? WorkingCopy(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")))
                return current;
        }

        return null;
    }

    private static string WithEnd(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
}
