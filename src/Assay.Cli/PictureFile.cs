namespace Assay.Cli;

/// <summary>Pictures that documents show: files beside them or below, which pages hold whole.</summary>
internal static class PictureFile
{
    private const long MostBytes = 1 << 20;

    /// <summary>The picture as the address of an image; null for one that is elsewhere, too large, of another kind or behind a link.</summary>
    /// <param name="document">The document that shows it.</param>
    /// <param name="url">What stands there.</param>
    public static string? Read(string document, string url)
    {
        var kind = Path.GetExtension(url) switch { ".svg" => "image/svg+xml", ".png" => "image/png", _ => null };
        if (kind is null || url.Contains(':', StringComparison.Ordinal) || url.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(url))
            return null;
        try
        {
            var path = Path.GetDirectoryName(Path.GetFullPath(document))!;
            foreach (var part in Uri.UnescapeDataString(url).Split('/', '\\'))
            {
                path = Path.Combine(path, part);
                if (part is "" or "." or ".." || new FileInfo(path).LinkTarget is not null)
                    return null;
            }

            return File.Exists(path) && new FileInfo(path).Length <= MostBytes ? $"data:{kind};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
