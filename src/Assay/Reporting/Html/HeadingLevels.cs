namespace Assay.Reporting.Html;

/// <summary>Keeps headings in order below the title of a page: none is a level skipped, whatever the prose does.</summary>
internal sealed class HeadingLevels
{
    private const int Lowest = 6;

    private int _last = 1;

    /// <summary>The tag for a heading of this level in the prose.</summary>
    public string Next(int level)
    {
        _last = Math.Clamp(level, 2, Math.Min(_last + 1, Lowest));
        return Tag(_last);
    }

    /// <summary>The tag for a heading below the last one.</summary>
    public string Below() => Tag(Math.Min(_last + 1, Lowest));

    private static string Tag(int level) => FormattableString.Invariant($"h{level}");
}
