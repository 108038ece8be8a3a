using Assay.Claims;
using Assay.Reporting.Html;

namespace Assay.Cli;

/// <summary>Writes a site into a folder, over an earlier one but over nothing else.</summary>
internal static class SiteFolder
{
    // Pages always have these beside them; a folder with a site of somebody else has one of them most likely.
    private static readonly string[] Known = ["index.html", "assay.css"];

    /// <summary>Tells before any work is done whether a site can be written; leaves nothing behind.</summary>
    /// <returns>Why not, as one sentence, or null.</returns>
    public static string? Refuses(string folder) => WritableFolder.Refuses(folder)
        ?? (Known.FirstOrDefault(name => !IsFree(Path.Combine(folder, name))) is { } taken ? $"'{taken}' is there and is not a report of Assay." : null);

    /// <summary>Writes the files, the first one last: an index never names a page that is not there.</summary>
    /// <returns>What could not be written.</returns>
    public static IReadOnlyList<Problem> Save(string folder, IReadOnlyList<SiteFile> files) =>
        [.. files.Skip(1).Append(files[0]).Select(file => Save(folder, file)).OfType<Problem>()];

    private static Problem? Save(string folder, SiteFile file)
    {
        var path = Path.Combine([folder, .. file.Path.Split('/')]);
        if (LeavesBy(folder, file.Path) is { } link)
            return new Problem(Place.Whole(path), $"It is not written, because '{link}' is a link.", "Name another folder.");
        return IsFree(path)
            ? WholeFile.Save(path, file.Text)
            : new Problem(Place.Whole(path), "It is not written, because what is there is not a report of Assay.", "Name another folder.");
    }

    private static string? LeavesBy(string folder, string path)
    {
        foreach (var part in path.Split('/')[..^1])
        {
            folder = Path.Combine(folder, part);
            if (new DirectoryInfo(folder).LinkTarget is not null)
                return folder;
        }

        return null;
    }

    private static bool IsFree(string path)
    {
        try
        {
            return !Path.Exists(path) || (File.Exists(path) && HtmlSite.IsOurs(File.ReadAllText(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
