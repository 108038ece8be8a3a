using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Claims;

namespace Assay.Running;

/// <summary>Finds which files a claim names.</summary>
public static partial class MentionedFiles
{
    /// <summary>
    /// The files, beside the claim's document or below, that some of its entries name. Null where a word looks like a name and no such file is there, or none that
    /// may be named: what the claim depends on is not known then.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="isRead">Which entries may name files, by their keys.</param>
    /// <param name="isName">Whether a word of such an entry may be the name of a file.</param>
    public static IReadOnlyList<string>? Of(Claim claim, Func<string, bool> isRead, Func<string, bool> isName)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var folder = Path.GetDirectoryName(Path.GetFullPath(claim.Place.File))!;
        List<string> files = [];
        foreach (var word in claim.Entries.Where(entry => isRead(entry.Key)).SelectMany(entry => Words().Matches(entry.Value.Text)).Select(word => word.Value).Where(isName).Distinct())
        {
            // What has no length may be a device or a pipe, whose end nobody sees.
            if (NamedFiles.InFolder.Find(folder, word, claim.Place).Path is not { } path || new FileInfo(path) is not { Exists: true, Length: > 0 })
                return null;
            files.Add(path);
        }

        return files;
    }

    /// <summary>Whether a word has letters and a dot or a slash, and so may be the name of a file.</summary>
    public static bool IsLikely(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return (word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal)) && word.Any(char.IsLetter)
            && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    [GeneratedRegex(@"[^\s,;:()\[\]=""']+")]
    private static partial Regex Words();
}
