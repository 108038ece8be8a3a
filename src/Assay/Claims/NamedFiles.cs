namespace Assay.Claims;

/// <summary>
/// Which files a claim may name. A claim may come from anybody, so every name of a file in a claim becomes a path here and nowhere
/// else.
/// </summary>
public sealed class NamedFiles
{
    private const string Advice = "Name a file in the same folder, or in one below it.";

    private readonly bool _areAllowed;
    private readonly string? _root;

    private NamedFiles(bool areAllowed, string? root = null) => (_areAllowed, _root) = (areAllowed, root);

    /// <summary>Files in the folder of the document or below it.</summary>
    public static NamedFiles InFolder { get; } = new(true);

    /// <summary>No file at all.</summary>
    public static NamedFiles None { get; } = new(false);

    /// <summary>Files in this folder or below it, for claims that stand in no folder of their own.</summary>
    public static NamedFiles Under(string root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new NamedFiles(true, root);
    }

    /// <summary>The path behind a name, in the folder as it is given, or why it may not be named; exactly one of them. Whether the file exists is not looked at.</summary>
    /// <param name="folder">The folder of the document.</param>
    /// <param name="name">What stands in the claim.</param>
    /// <param name="place">Where it stands.</param>
    public (string? Path, Problem? Problem) Find(string folder, string name, Place place)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(name);
        if (Refuses(name, place) is { } refusal)
            return (null, refusal);

        var shown = ClaimBlockReader.Shorten(name);
        if (Leaves(name))
            return (null, new Problem(place, $"'{shown}' leads out of the folder of this document.", Advice));
        var path = _root ?? folder;
        foreach (var part in name.Split('/', '\\').Where(part => part is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                return (null, new Problem(place, $"'{shown}' is a link, or behind one.", Advice));
        }

        return (path, null);
    }

    /// <summary>Why no file may be named at all, or null when one may.</summary>
    /// <param name="name">What stands in the claim.</param>
    /// <param name="place">Where it stands.</param>
    public Problem? Refuses(string name, Place place) => _areAllowed
        ? null
        : new Problem(place, $"'{ClaimBlockReader.Shorten(name)}' is read from files, and this claim may read none.", "Write the values into the claim, or check the document with 'assay check' where its files are.");

    private static bool Leaves(string name) =>
        name.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..");
}
