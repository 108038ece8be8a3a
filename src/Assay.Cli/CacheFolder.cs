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
        if (variable("HOME") is not { Length: > 0 } home)
            return null;
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "assay") : Path.Combine(home, ".cache", "assay");
    }
}
